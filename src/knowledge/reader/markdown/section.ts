import type { Heading, Root, RootContent } from 'mdast';
import { wordsOf } from './markdown-source.js';

/** A heading with what stands under it, up to the next one of its level or above. */
export interface Section {
  /** Null for the whole document. */
  heading: Heading | null;
  title: string;
  level: number;
  /** What stands before the first subsection. */
  blocks: RootContent[];
  sections: Section[];
}

/** The sections of a document as the levels of its headings nest them. */
export function sectionsOf(root: Root): Section {
  const whole: Section = { heading: null, title: '', level: 0, blocks: [], sections: [] };
  const open = [whole];
  for (const block of root.children) {
    if (block.type !== 'heading') {
      open.at(-1)?.blocks.push(block);
      continue;
    }
    while ((open.at(-1)?.level ?? 0) >= block.depth) open.pop();
    const title = wordsOf(block).replace(/\s+/g, ' ');
    const section = { heading: block, title, level: block.depth, blocks: [], sections: [] };
    open.at(-1)?.sections.push(section);
    open.push(section);
  }
  return whole;
}

/** A heading without the number of its step. */
export function nameOf(title: string): string {
  return title.replace(/^(?:step\s*)?\d+[.):\s-]*\s*/i, '');
}

export type SectionRole = 'context' | 'prerequisite' | 'steps' | 'aside';

const ROLES: [SectionRole, RegExp][] = [
  [
    'aside',
    /^(references?|links?|see also|further reading|additional (resources|information|reading)|related|resources|(change ?log|history|revision)|table of contents|contents|toc|index|owners?|authors?|contacts?|glossary|metadata|license|appendix|post-?mortem|tags|examples?|sample|dashboards?|metrics)\b/i,
  ],
  [
    'context',
    /^(meaning|impact|overview|description|summary|introduction|background|about|purpose|scope|severity|symptoms?|problem|context|full context|what (is|does|this)|alert|definition|possible causes?|causes?|root causes?|consequences?|expected|why\b|service level)/i,
  ],
  [
    'prerequisite',
    /^(prerequisites?|pre-?requisites?|requirements?|before you (begin|start)|preconditions?)\b/i,
  ],
];

/** What a section is for, by its heading. */
export function roleOf(title: string): SectionRole {
  const words = title.replace(/^[\d.)\s:*-]+/, '');
  return ROLES.find(([, pattern]) => pattern.test(words))?.[0] ?? 'steps';
}

/** Headings of parts that a runbook is divided into, rather than of procedures. */
const PART =
  /^(step\b|phase\b|part\b|stage\b|\d+[.):\s]|steps?$|diagnos|investigat|triage|troubleshoot|mitigat|resol|remed|fix|solution|recover|rollback|roll back|verif|validat|escalat|action|procedure|instructions?|debug|check|next|notes?$|runbook|workaround|prevent|clean ?up|response|initial|immediate|long[- ]term|short[- ]term|if\b|when\b|option|case\b|otherwise|cli\b|web|console|first|second|third|then\b|finally|general|common|other\b|analysis|follow)/i;

export function isPart(title: string): boolean {
  return PART.test(title) || roleOf(title) !== 'steps';
}
