import { createHash } from 'node:crypto';
import type { FlowDiff, ItemsDiff } from '../../flows/document/diff-flow-documents.js';
import { shownLabel } from '../../flows/document/edge-condition.js';
import type { FlowDocument, FlowEdge, FlowNode, NodeKind } from '../../flows/document/flow-document.js';
import { oneLine } from '../../flows/document/one-line.js';
import { shortened } from '../../kernel/shortened.js';
import type { ProposalType } from '../proposal.js';

/** Characters of a summary, as the column holds. */
export const MAX_SUMMARY = 400;
/** Of these, what may follow when not all is told. */
const RESERVED = 30;
const MAX_PART = MAX_SUMMARY - RESERVED - 'New flow of 2000 steps: '.length;
/** Of the steps that a way leads over, where it has more than two. */
const MAX_STEPS = 220;
/** Characters of a text and of a label; the second where a part would be too long otherwise. */
const LENGTHS = [
  { text: 90, label: 40 },
  { text: 45, label: 20 },
] as const;

type Lengths = (typeof LENGTHS)[number];

/** What it does to the flow, and each place where it does so. */
interface Section {
  does: string;
  parts: Part[];
}

/** One place, told at the lengths that are given. */
type Part = (teller: Teller, lengths: Lengths) => string;

/** Of a proposal that only keeps track. */
export const NO_CHANGE = 'Adds nothing: the session went the way of the flow';
const KIND_WORDS: Record<NodeKind, string> = {
  question: '',
  action: '',
  info: 'note ',
  resolution: 'solved: ',
  escalation: 'escalate: ',
};

/**
 * What a proposal adds and where, in one line of plain text of at most `MAX_SUMMARY` characters:
 * `Adds: after “Is the ribbon in place?” = no → “Put a ribbon in”`. Where the line cannot tell all of a change, it ends
 * with a mark made of the whole of it, so that the lines of two changes differ.
 * @param document the flow after the change
 * @param diff what led to it; null where there was no flow before, or nothing changes
 */
export function changeSummary(type: ProposalType, document: FlowDocument, diff: FlowDiff | null): string {
  if (type === 'auto_reinforced') return NO_CHANGE;
  if (diff) return new Teller(document, diff).line(sectionsOf(diff), markOf(diff));
  const all = {
    ...NOTHING,
    nodes: { ...SAME, added: document.nodes },
    edges: { ...SAME, added: document.edges },
  };
  const { length: steps } = document.nodes;
  const does = `New flow of ${steps} ${steps === 1 ? 'step' : 'steps'}`;
  const parts = waysOf(document.entries, all);
  // Its title tells it from others, and no line tells all of it.
  return new Teller(document, all).line([{ does, parts }], null);
}

const SAME = { added: [], removed: [], changed: [] };
const NOTHING: FlowDiff = {
  base_version: null,
  entries: { added: [], removed: [], order: null },
  nodes: SAME,
  edges: SAME,
};

/** The same for the same change, whatever version it builds on and in whatever order the database keeps properties. */
function markOf({ entries, nodes, edges }: FlowDiff): string {
  const ofNode = ({ id, kind, text }: FlowNode) => [id, kind, text];
  const ofEdge = ({ id, from, to, condition }: FlowEdge) => [id, from, to, condition?.label];
  const of = <T>({ added, removed, changed }: ItemsDiff<T>, one: (item: T) => unknown) => [
    ...[added.map(one), removed.map(one)],
    changed.map(({ before, after }) => [one(before), one(after)]),
  ];
  const all = [entries.added, entries.removed, entries.order, of(nodes, ofNode), of(edges, ofEdge)];
  return createHash('sha256').update(JSON.stringify(all)).digest('hex').slice(0, 6);
}

function sectionsOf(diff: FlowDiff): Section[] {
  const { entries, nodes, edges } = diff;
  const gone = new Set(nodes.removed.map(({ id }) => id));
  const reordered = entries.order !== null && entries.added.length + entries.removed.length === 0;
  return [
    { does: 'Adds', parts: waysOf(entries.added, diff) },
    {
      does: 'Changes',
      parts: [
        ...nodes.changed.map(
          ({ before, after }): Part =>
            (t, l) =>
              t.becomes(before, after, l),
        ),
        ...edges.changed.map(
          ({ before, after }): Part =>
            (t, l) =>
              t.leadsElsewhere(before, after, l),
        ),
        ...(reordered ? [((t, l) => `begins with ${t.node(entries.order?.[0], l)}`) satisfies Part] : []),
      ],
    },
    {
      does: 'Removes',
      parts: [
        ...nodes.removed.map(
          (node): Part =>
            (t, l) =>
              t.node(node.id, l),
        ),
        ...edges.removed
          .filter(({ from, to }) => !gone.has(from) && !gone.has(to))
          .map(
            (edge): Part =>
              (t, l) =>
                t.way([edge], l),
          ),
        ...entries.removed
          .filter((id) => !gone.has(id))
          .map(
            (id): Part =>
              (t, l) =>
                `the beginning ${t.node(id, l)}`,
          ),
      ],
    },
  ];
}

/** The ways that were added, each up to where it ends, forks or comes to what is known. */
function waysOf(entries: readonly string[], { nodes, edges }: FlowDiff): Part[] {
  const isNew = new Set(nodes.added.map(({ id }) => id));
  const leaving = new Map<string, FlowEdge[]>();
  // Backwards, so that the first that was not told is the last of its list.
  for (const edge of [...edges.added].reverse()) {
    const known = leaving.get(edge.from);
    if (known) known.push(edge);
    else leaving.set(edge.from, [edge]);
  }
  const begins = new Map([...edges.added].reverse().map((edge) => [edge.from, edge]));
  const told = new Set<string>();
  const nextFrom = (id: string): FlowEdge | undefined => {
    const left = leaving.get(id) ?? [];
    while (left.length > 0 && told.has(left.at(-1)?.id ?? '')) left.pop();
    return left.at(-1);
  };
  const follow = (edge: FlowEdge): FlowEdge[] => {
    const way = [edge];
    told.add(edge.id);
    for (let to = edge.to; isNew.has(to);) {
      const next = nextFrom(to);
      if (!next) break;
      told.add(next.id);
      way.push(next);
      to = next.to;
    }
    return way;
  };
  const begun = entries.map((id): Part => {
    const first = isNew.has(id) ? begins.get(id) : undefined;
    const way = first && !told.has(first.id) ? follow(first) : [];
    return (teller, lengths) => teller.beginning(id, way, lengths);
  });
  const fromKnown = edges.added.filter(({ from }) => !isNew.has(from));
  const further = [...fromKnown, ...edges.added].flatMap((edge) => (told.has(edge.id) ? [] : [follow(edge)]));
  return [
    ...begun,
    ...further.map(
      (way): Part =>
        (teller, lengths) =>
          teller.way(way, lengths),
    ),
  ];
}

/** Puts changes into words, and knows whether all of them was told. */
class Teller {
  private readonly nodes: ReadonlyMap<string, FlowNode>;
  private readonly times = new Map<string, number>();
  private readonly wayTo = new Map<string, FlowEdge>();
  private whole = true;

  constructor({ nodes, edges }: FlowDocument, { nodes: { removed } }: FlowDiff) {
    const all = [...nodes, ...removed];
    for (const edge of edges) if (!this.wayTo.has(edge.to)) this.wayTo.set(edge.to, edge);
    this.nodes = new Map(all.map((node) => [node.id, node]));
    for (const { text } of all) this.times.set(text, (this.times.get(text) ?? 0) + 1);
  }

  line(sections: readonly Section[], mark: string | null): string {
    let line = '';
    let left = 0;
    for (const { does, parts } of sections) {
      let isFirst = true;
      for (const part of parts) {
        if (left > 0) {
          left++;
          continue;
        }
        const begin = isFirst ? `${line === '' ? '' : '. '}${does}: ` : '; ';
        const text = `${begin}${this.tell(part)}`;
        if (line !== '' && lengthOf(line + text) > MAX_SUMMARY - RESERVED) {
          left = 1;
          continue;
        }
        line += text;
        isFirst = false;
      }
    }
    if (left > 0) line += `; and ${left} more`;
    return shortened(mark !== null && (left > 0 || !this.whole) ? `${line} [${mark}]` : line, MAX_SUMMARY);
  }

  /** A node by what it says. */
  node(id: string | undefined, { text: length }: Lengths): string {
    const node = this.nodes.get(id ?? '');
    if (!node) return '';
    const { kind, text } = node;
    const shown = oneLine(text);
    // Two that differ in what is not shown are told apart by the mark.
    const asksAsItSays = kind === 'question' ? shown.endsWith('?') : !shown.endsWith('?');
    if (!asksAsItSays || shown !== text || /[“”]/.test(text)) this.whole = false;
    return `${KIND_WORDS[kind]}“${this.cut(shown, length)}”`;
  }

  /** Where the edges lead, one after the other; in between no more is told than there is room for. */
  way(edges: readonly FlowEdge[], lengths: Lengths): string {
    const [first] = edges;
    if (!first) return '';
    return `after ${this.place(first.from, lengths)}${this.steps(edges, lengths)}`;
  }

  beginning(id: string, edges: readonly FlowEdge[], lengths: Lengths): string {
    return `beginning with ${this.node(id, lengths)}${this.steps(edges, lengths)}`;
  }

  becomes(before: FlowNode, after: FlowNode, lengths: Lengths): string {
    const kind = before.kind === after.kind || KIND_WORDS[after.kind] ? '' : `${after.kind} `;
    return `“${this.cut(oneLine(before.text), lengths.text)}” becomes ${kind}${this.node(after.id, lengths)}`;
  }

  leadsElsewhere(before: FlowEdge, after: FlowEdge, lengths: Lengths): string {
    const way = this.way([after], lengths);
    if (before.from !== after.from) return `${way} instead of ${this.way([before], lengths)}`;
    if (before.to !== after.to) return `${way} instead of ${this.node(before.to, lengths)}`;
    return `${way} instead of${this.answer(before, lengths) || ' always'}`;
  }

  /** A node that is there already; one that says the same as another is told by the way to it. */
  private place(id: string, lengths: Lengths): string {
    const node = this.node(id, lengths);
    if ((this.times.get(this.nodes.get(id)?.text ?? '') ?? 0) < 2) return node;
    this.whole = false;
    const before = this.wayTo.get(id);
    return before ? `${this.node(before.from, lengths)}${this.answer(before, lengths)}, ${node}` : node;
  }

  private steps(edges: readonly FlowEdge[], lengths: Lengths): string {
    const told = edges.map((edge) => `${this.answer(edge, lengths)} → ${this.node(edge.to, lengths)}`);
    if (told.length <= 2 || lengthOf(told.join('')) <= MAX_STEPS) return told.join('');
    this.whole = false;
    const hidden = told.length - 2;
    return `${told[0] ?? ''} → ${hidden} more → ${this.node(edges.at(-1)?.to, lengths)}`;
  }

  private answer(edge: FlowEdge, { label: length }: Lengths): string {
    const label = shownLabel(edge);
    if (label === null) return '';
    const shown = oneLine(label);
    if (shown !== label || /[“”→,;=]/.test(label)) this.whole = false;
    return ` = ${this.cut(shown, length)}`;
  }

  /** In full words where they fit. */
  private tell(part: Part): string {
    const whole = this.whole;
    const [full, short] = LENGTHS;
    const text = part(this, full);
    if (lengthOf(text) <= MAX_PART) return text;
    this.whole = whole;
    return this.cut(part(this, short), MAX_PART);
  }

  private cut(text: string, length: number): string {
    const cut = shortened(text, length);
    if (cut !== text) this.whole = false;
    return cut;
  }
}

function lengthOf(text: string): number {
  return [...text].length;
}
