import { labelKey } from '../../../flows/document/edge-condition.js';
import { NODE_KINDS, type NodeKind } from '../../../flows/document/flow-document.js';
import { KIND_NAMES } from '../../../diagrams/diagram-words.js';
import type { Link, List, RootContent } from 'mdast';
import { FlowSketch } from '../flow-sketch.js';
import type { Reading } from '../procedure.js';
import { joined, type SourceText } from '../source-text.js';
import { blockText, spanOf } from './markdown-source.js';
import type { Section } from './section.js';

const STEP = /^Step (\d+)$/;

/**
 * Reads a runbook that this program wrote: every step under a heading of its own, with its kind and links to the next.
 * @returns null where it is none
 */
export function readOwnRunbook(whole: Section, source: SourceText): Reading | null {
  const [top] = whole.sections;
  if (whole.sections.length !== 1 || !top || top.sections.length === 0) return null;
  const kinds = top.sections.map(({ blocks: [first] }) => kindOf(first));
  if (!top.sections.every(({ title }, index) => STEP.test(title) && kinds[index] !== null)) return null;
  const sketch = new FlowSketch();
  const ids = new Map<number, string>();
  top.sections.forEach((section, index) => {
    const [, ...blocks] = section.blocks;
    const texts = blocks.filter(({ type }) => type === 'paragraph');
    const spans = (texts.length > 0 ? texts : section.blocks).map((block) => spanOf(block, source));
    const span = spans.reduce(joined);
    const id = sketch.add(kinds[index] ?? 'info', texts.map(blockText).join('\n'), span);
    ids.set(Number(STEP.exec(section.title)?.[1]), id);
  });
  for (const link of linksIn(top.blocks)) {
    const id = ids.get(stepOfLink(link));
    if (id !== undefined) sketch.begin(id);
  }
  for (const section of top.sections) {
    const from = ids.get(Number(STEP.exec(section.title)?.[1]));
    for (const list of section.blocks.filter((block) => block.type === 'list'))
      for (const { label, step } of waysOf(list)) {
        const to = ids.get(step);
        if (from !== undefined && to !== undefined) sketch.connect(from, to, label);
      }
  }
  const finished = sketch.finish();
  if (!finished) return null;
  const facts = top.blocks.map(blockText);
  const domain = facts.map((text) => /^Domain: (.+)$/m.exec(text)?.[1]).find((found) => found !== undefined);
  const [first] = facts;
  const description = first !== undefined && !/^(?:Domain|Version): /.test(first) ? first : null;
  const procedure = { title: top.title, description, problemDomain: domain ?? null, ...finished };
  return { procedures: [procedure], faults: [], nothing: null };
}

function kindOf(block: RootContent | undefined): NodeKind | null {
  if (block?.type !== 'paragraph' || block.children.length !== 1 || block.children[0]?.type !== 'strong')
    return null;
  const name = blockText(block);
  return NODE_KINDS.find((kind) => KIND_NAMES[kind] === name) ?? null;
}

function linksIn(blocks: readonly RootContent[]): Link[] {
  return blocks.flatMap((block) =>
    block.type === 'paragraph' ? block.children.filter((child) => child.type === 'link') : [],
  );
}

function waysOf(list: List): { label: string | null; step: number }[] {
  return list.children.flatMap(({ children: [paragraph] }) => {
    if (paragraph?.type !== 'paragraph') return [];
    const link = linksIn([paragraph])[0];
    if (!link) return [];
    const condition = paragraph.children.find((child) => child.type === 'strong');
    const label = condition ? blockText({ type: 'paragraph', children: condition.children }) : null;
    const isAny = blockText(paragraph).startsWith('Otherwise');
    return [
      { label: isAny && (label === null || labelKey(label) === '') ? 'any' : label, step: stepOfLink(link) },
    ];
  });
}

function stepOfLink({ url }: Link): number {
  return Number(/^#step-(\d+)$/.exec(url)?.[1] ?? -1);
}
