import { texts } from '../texts/texts.js';
import type { Change, FlowDiff, FlowDocument, FlowNode } from './outline.js';

export interface FlowDrawingProps {
  document: FlowDocument;
  /** What leads to the document, which is marked; nothing is where it is left out. */
  diff?: FlowDiff | null;
  /** The step that is looked at, by its id. */
  selected?: string | undefined;
  onSelect?: (nodeId: string) => void;
  /** Words beside a step or way, by its id, such as figures. */
  notes?: ReadonlyMap<string, string>;
  /** Steps to point out, such as those that a search found. */
  pointedOut?: ReadonlySet<string>;
}

/** A step as it is drawn. */
export interface Box {
  id: string;
  node: FlowNode;
  change: Change;
  begins: boolean;
  note: string | null;
  width: number;
  height: number;
}

/** A way as it is drawn. */
export interface Way {
  id: string;
  from: string;
  to: string;
  change: Change;
  /** Its answer, what becomes of it, and what is noted of it. */
  words: string;
}

export interface Drawing {
  boxes: Box[];
  ways: Way[];
}

const BOX_WIDTH = 232;
/** What fits a line of a box: a guess, on the safe side. */
const CHARACTERS_A_LINE = 28;
const MOST_LINES = 5;
const LINE_PX = 20;
/** Borders, padding, and the line that says what kind of step it is. */
const AROUND_PX = 42;

/**
 * What is drawn of a flow: also what the diff removes, where it was.
 * @param diff what leads to the document; null where nothing is compared
 * @param notes words beside a step or way, by its id
 */
export function drawingOf(
  document: FlowDocument,
  diff: FlowDiff | null,
  notes: ReadonlyMap<string, string> = new Map(),
): Drawing {
  const stepChanges = changesOf(diff?.nodes);
  const wayChanges = changesOf(diff?.edges);
  const entries = new Set(document.entries);
  const boxes = [...document.nodes, ...(diff?.nodes.removed ?? [])].map((node): Box => {
    const note = notes.get(node.id) ?? null;
    const lines = linesOf(node.text) + (note === null ? 0 : 1);
    return {
      ...{ id: node.id, node, note, change: stepChanges.get(node.id) ?? 'same' },
      begins: entries.has(node.id),
      width: BOX_WIDTH,
      height: AROUND_PX + lines * LINE_PX,
    };
  });
  const ways = [...document.edges, ...(diff?.edges.removed ?? [])].map((edge): Way => {
    const { id, from, to, condition } = edge;
    const change = wayChanges.get(id) ?? 'same';
    const words = [texts.graph.wayWords[change], answerOf(condition), notes.get(id) ?? ''];
    return { id, from, to, change, words: words.filter((word) => word !== '').join(' · ') };
  });
  return { boxes, ways };
}

function answerOf(condition: FlowDocument['edges'][number]['condition']): string {
  if (condition === null) return '';
  return condition.label === 'any' ? texts.graph.otherwise : condition.label;
}

function changesOf(
  diff:
    { added: { id: string }[]; removed: { id: string }[]; changed: { after: { id: string } }[] } | undefined,
): Map<string, Change> {
  return new Map<string, Change>([
    ...(diff?.added ?? []).map(({ id }) => [id, 'added'] as const),
    ...(diff?.removed ?? []).map(({ id }) => [id, 'removed'] as const),
    ...(diff?.changed ?? []).map(({ after }) => [after.id, 'changed'] as const),
  ]);
}

/** Lines that a text takes in a box, where words are not broken; what is longer is cut off there. */
function linesOf(text: string): number {
  let lines = 1;
  let used = 0;
  for (const word of text.split(/\s+/)) {
    if (used > 0 && used + 1 + word.length > CHARACTERS_A_LINE) {
      lines++;
      used = 0;
    }
    lines += Math.floor((word.length - 1) / CHARACTERS_A_LINE);
    used += word.length + (used > 0 ? 1 : 0);
  }
  return Math.min(lines, MOST_LINES);
}

/**
 * The steps nearest to one, by the ways in either direction.
 * @param around the step in the middle; where there is none of this id, the first
 * @param limit how many steps are kept
 */
export function neighbourhood({ boxes, ways }: Drawing, around: string | undefined, limit: number): Drawing {
  const first = boxes.find(({ id }) => id === around) ?? boxes[0];
  if (boxes.length <= limit || !first) return { boxes, ways };
  const beside = new Map<string, string[]>();
  for (const { from, to } of ways) {
    beside.set(from, [...(beside.get(from) ?? []), to]);
    beside.set(to, [...(beside.get(to) ?? []), from]);
  }
  const kept = new Set([first.id]);
  // A set is walked through in the order of its growth: nearest first.
  for (const id of kept) {
    for (const other of beside.get(id) ?? []) if (kept.size < limit) kept.add(other);
  }
  return {
    boxes: boxes.filter(({ id }) => kept.has(id)),
    ways: ways.filter(({ from, to }) => kept.has(from) && kept.has(to)),
  };
}
