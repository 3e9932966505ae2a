import type { RootContent } from 'mdast';
import type { Procedure, ReadFault, Span } from '../procedure.js';
import { joined, type SourceText } from '../source-text.js';
import { blockText, spanOf } from './markdown-source.js';
import { isChart } from './charts.js';
import type { Section } from './section.js';
import { isPlaceholder } from './step-words.js';

const SHOWN = 80;

/** What of a document stands in no step and in no description, with its lines: one fault for what stands together. */
export function leftOut(whole: Section, procedures: readonly Procedure[], source: SourceText): ReadFault[] {
  const taken = procedures.flatMap(({ spans }) => [...spans.values()]);
  const told = procedures.map(({ description }) => description ?? '').join('\n');
  const isLost = (block: RootContent): boolean => {
    if (isChart(block)) return false; // said so already, where it is not read
    const text = textOf(block);
    if (text === '' || isPlaceholder(text) || told.includes(text)) return false;
    const span = spanOf(block, source);
    return !taken.some((one) => one.start_line <= span.end_line && one.end_line >= span.start_line);
  };
  const faultsIn = (section: Section): ReadFault[] => [
    ...runs(section.blocks, isLost).map((run) => faultOf(section.title, run, source)),
    ...section.sections.flatMap(faultsIn),
  ];
  return faultsIn(whole);
}

function textOf(block: RootContent): string {
  if (block.type === 'html') return block.value.replace(/<!--[^]*?-->|<[^>]*>/g, '').trim();
  return block.type === 'list'
    ? block.children
        .flatMap(({ children }) => children.map(blockText))
        .join('\n')
        .trim() && blockText(block)
    : blockText(block).trim();
}

function runs(blocks: readonly RootContent[], isLost: (block: RootContent) => boolean): RootContent[][] {
  const found: RootContent[][] = [];
  let wasLost = false;
  for (const block of blocks) {
    const is = isLost(block);
    if (is && wasLost) found.at(-1)?.push(block);
    else if (is) found.push([block]);
    wasLost = is;
  }
  return found;
}

function faultOf(title: string, run: readonly RootContent[], source: SourceText): ReadFault {
  const span = run.map((block): Span => spanOf(block, source)).reduce(joined);
  const shown = run.map(textOf).join(' ').replace(/\s+/g, ' ');
  const words = shown.length > SHOWN ? `${shown.slice(0, SHOWN)}…` : shown;
  return { detail: `Left out${title === '' ? '' : ` of "${title.slice(0, SHOWN)}"`}: ${words}`, span };
}
