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
