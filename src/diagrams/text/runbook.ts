import { ANY_LABEL, labelKey } from '../../flows/document/edge-condition.js';
import type { FlowDocument, FlowEdge } from '../../flows/document/flow-document.js';
import { graphOf } from '../../flows/document/graph.js';
import { oneLine } from '../../flows/document/one-line.js';
import { KIND_NAMES } from '../diagram-words.js';
import { readingOrder } from './reading-order.js';
import { linesOf } from '../svg/shown-text.js';

export interface RunbookHeading {
  title: string;
  description: string | null;
  problemDomain: string | null;
  version: number;
}

/** What Markdown, in CommonMark and the usual extensions, gives a meaning to wherever it stands. */
const MARKUP = /[\\`*_[\]|~$^#=!{}@:]/g;
/** What begins a list, a heading's underline or a quotation where a line begins with it. */
const LINE_START = /^([-+>])|^(\d{1,9})([.)])/;

/**
 * A flow as a runbook in Markdown: its steps numbered in the order in which they are read, each with where it leads.
 * Texts are shown as they are: none becomes markup.
 */
export function runbook(document: FlowDocument, heading: RunbookHeading): string {
  const graph = graphOf(document);
  const order = readingOrder(document);
  const numbers = new Map(order.map((id, index) => [id, index + 1]));
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const linkTo = (id: string) => {
    const number = numbers.get(id) ?? 0;
    return `[step ${number}](#step-${number})`;
  };
  const steps = order.flatMap((id) => {
    const node = nodes.get(id);
    if (!node) return [];
    const ways = [...(graph.outgoing.get(id) ?? [])].sort(anyLast);
    const next = ways.length === 0 ? [] : [ways.map((edge) => way(edge, linkTo(edge.to))).join('\n')];
    return [`## Step ${numbers.get(id) ?? 0}`, `**${KIND_NAMES[node.kind]}**`, paragraph(node.text), ...next];
  });
  const [first, ...others] = document.entries;
  const start = first === undefined ? [] : [`Start at ${linkTo(first)}.`];
  if (others.length > 0) start.push(`You may also start at ${others.map(linkTo).join(', ')}.`);
  const domain = heading.problemDomain === null ? [] : [`Domain: ${inline(heading.problemDomain)}`];
  const parts = [
    `# ${inline(heading.title)}`,
    ...(heading.description === null ? [] : [paragraph(heading.description)]),
    [...domain, `Version: ${heading.version}`].join('  \n'),
    start.join(' '),
    ...steps,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function way({ condition }: FlowEdge, link: string): string {
  if (!condition) return `- Go on with ${link}`;
  if (labelKey(condition.label) === ANY_LABEL) return `- Otherwise: ${link}`;
  return `- If **${inline(condition.label)}**: ${link}`;
}

/** What is taken when nothing else fits is told last. */
function anyLast(a: FlowEdge, b: FlowEdge): number {
  const isAny = ({ condition }: FlowEdge) =>
    condition !== null && labelKey(condition.label) === ANY_LABEL ? 1 : 0;
  return isAny(a) - isAny(b);
}

/** A text with its line breaks. */
function paragraph(text: string): string {
  return linesOf(text).map(inline).join('  \n');
}

function inline(text: string): string {
  return oneLine(text)
    .replace(MARKUP, '\\$&')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(LINE_START, (_, sign?: string, number?: string, dot?: string) =>
      sign === undefined ? `${number ?? ''}\\${dot ?? ''}` : `\\${sign}`,
    );
}
