import type { NodeKind } from '../../flows/document/flow-document.js';
import { oneLine } from '../../flows/document/one-line.js';
import { partNames } from '../diagram-blocks.js';
import { CHANGE_MARKS, entryWords, KIND_NAMES, legendOf } from '../diagram-words.js';
import {
  CHANGES,
  wholeTitle,
  type Change,
  type Diagram,
  type DiagramEdge,
  type DiagramNode,
} from '../diagram.js';
import type { Paint } from '../svg/paint.js';
import { CHANGE_PAINT, KIND_PAINT, TEXT_COLOUR } from '../svg/palette.js';
import { linesOf, wrap } from '../svg/shown-text.js';

const WIDTH = 40;
const NO_CONDITION = 'no condition';
/** Letters, digits, marks and what no notation gives a meaning to. */
const HARMLESS = /[^\p{L}\p{M}\p{N} .,?!()/+-]/gu;
/** What Mermaid 11 takes for an item of a list where a line begins with it, and then shows no label at all. */
const LIST_ITEM = /^(\d*)([-+.)])/;

/** The brackets of each kind's shape. */
const SHAPES = {
  question: ['{{', '}}'],
  action: ['[', ']'],
  info: ['[/', '/]'],
  resolution: ['([', '])'],
  escalation: ['[[', ']]'],
} as const satisfies Record<NodeKind, readonly [string, string]>;

/**
 * A diagram in the Mermaid language, version 10 or later. Nodes are named n0, n1 and so on; every text of a user
 * stands between quotation marks, with all but letters, digits and plain punctuation written as entity codes.
 */
export function diagramMermaid(diagram: Diagram): string {
  const names = partNames(diagram);
  const nameOf = (id: string) => names.get(id) ?? '';
  const entries = diagram.entries.map((entry, index) => {
    const line = `s${index}(["${encoded(entryWords(entry, index))}"]) --> ${nameOf(entry.nodeId)}`;
    return { line, change: entry.change };
  });
  const edges = diagram.edges.map((edge) => ({
    line: `${nameOf(edge.from)} ${arrow(edge)} ${nameOf(edge.to)}`,
    change: edge.change,
  }));
  const links = [...entries, ...edges];
  const body = [
    'flowchart TB',
    ...diagram.nodes.map((node) => drawnNode(nameOf(node.id), node, diagram.showsChanges)),
    ...links.map(({ line }) => line),
    ...legend(diagram),
    ...classes(diagram),
    ...linkWidths(diagram),
    ...CHANGES.flatMap((change) => linkStyle(change, links)),
  ];
  const title = quotedYaml([wholeTitle(diagram), diagram.caption].filter((part) => part !== '').join(' - '));
  return `---\ntitle: ${title}\n---\n${body.map((line, index) => (index === 0 ? line : `  ${line}`)).join('\n')}\n`;
}

function drawnNode(name: string, node: DiagramNode, showsChanges: boolean): string {
  const [open, close] = SHAPES[node.kind];
  const heading = `${CHANGE_MARKS[node.change]}${KIND_NAMES[node.kind].toUpperCase()}`;
  const lines = [heading, ...whole(node.text)];
  if (node.before) {
    if (node.before.kind !== node.kind) lines.push(`BEFORE ${KIND_NAMES[node.before.kind].toUpperCase()}`);
    if (node.before.text !== node.text) lines.push('BEFORE', ...whole(node.before.text));
  }
  if (node.mark?.words) lines.push(node.mark.words);
  const look = node.mark?.shade.name ?? (showsChanges ? node.change : node.kind);
  return `${name}${open}"${broken(lines)}"${close}:::${look}`;
}

function arrow({ label, change, before, mark }: DiagramEdge): string {
  const line = change === 'removed' ? '-.->' : '-->';
  const words = label ?? (change === 'changed' ? NO_CONDITION : null);
  if (words === null) return mark?.words ? `${line}|"${broken([mark.words])}"|` : line;
  const lines = whole(`${CHANGE_MARKS[change]}${words}`);
  if (before) lines.push('BEFORE', ...whole(before.label ?? NO_CONDITION));
  if (mark?.words) lines.push(mark.words);
  return `${line}|"${broken(lines)}"|`;
}

/** The legend, as boxes of their own. */
function legend(diagram: Diagram): string[] {
  const entries = legendOf(diagram);
  if (entries.length === 0) return [];
  const boxes = entries.map(({ name, text }, index) => `  l${index}["${encoded(text)}"]:::${name}`);
  return ['subgraph legend ["Legend"]', ...boxes, 'end'];
}

function classes({ showsChanges, shades }: Diagram): string[] {
  const paints: Record<string, Paint> = shades
    ? Object.fromEntries(shades.map(({ name, paint }) => [name, paint]))
    : showsChanges
      ? CHANGE_PAINT
      : KIND_PAINT;
  return Object.entries(paints).map(
    ([name, { fill, line }]) =>
      `classDef ${name} fill:${fill},stroke:${line},color:${TEXT_COLOUR}${name === 'removed' ? ',stroke-dasharray:6 3' : ''}`,
  );
}

/** How broad the lines of an overlay are; lines are counted from the entries on. */
function linkWidths({ entries, edges }: Diagram): string[] {
  return edges.flatMap(({ mark }, index) =>
    mark ? [`linkStyle ${entries.length + index} stroke-width:${Math.round(mark.width * 10) / 10}px`] : [],
  );
}

function linkStyle(change: Change, links: readonly { change: Change }[]): string[] {
  if (change === 'unchanged') return [];
  const indexes = links.flatMap((link, index) => (link.change === change ? [index] : []));
  if (indexes.length === 0) return [];
  return [`linkStyle ${indexes.join(',')} stroke:${CHANGE_PAINT[change].line},stroke-width:2px`];
}

/** A text on as many lines as it needs. */
function whole(text: string): string[] {
  return linesOf(text).flatMap((line) => wrap(line, WIDTH, Number.MAX_SAFE_INTEGER));
}

function broken(lines: readonly string[]): string {
  return lines.map(encoded).join('<br/>');
}

/** A text of one line as a line of a label. */
function encoded(text: string): string {
  return oneLine(text)
    .replace(HARMLESS, entity)
    .replace(LIST_ITEM, (_, digits: string, sign: string) => digits + entity(sign));
}

function entity(character: string): string {
  return `#${character.codePointAt(0) ?? 0};`;
}

/** A text as a quoted scalar of YAML, with all but harmless characters by their numbers. */
function quotedYaml(text: string): string {
  const escaped = oneLine(text).replace(HARMLESS, (character) =>
    [...Array(character.length).keys()]
      .map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, '0')}`)
      .join(''),
  );
  return `"${escaped}"`;
}
