import type { SourceText } from '../source-text.js';
import { type MermaidGraph, type MermaidShape, MermaidSyntaxError } from './mermaid-graph.js';
import { labelLines, titleOf } from './mermaid-text.js';

/** What opens a shape and what closes it; the longer ones are tried first. */
const SHAPES: [open: string, close: RegExp, shape: MermaidShape][] = [
  ['(((', /\)\)\)/y, 'circle'],
  ['((', /\)\)/y, 'circle'],
  ['([', /\]\)/y, 'stadium'],
  ['(', /\)/y, 'round'],
  ['[[', /\]\]/y, 'subroutine'],
  ['[(', /\)\]/y, 'cylinder'],
  ['[/', /[/\\]\]/y, 'slanted'],
  ['[\\', /[/\\]\]/y, 'slanted'],
  ['[', /\]/y, 'box'],
  ['{{', /\}\}/y, 'hexagon'],
  ['{', /\}/y, 'rhombus'],
  ['>', /\]/y, 'flag'],
];

/** Statements that only dress a diagram up, or answer to a mouse. */
const DRESSING = /(?:classDef|class|style|linkStyle|click|direction|accTitle|accDescr|title)\b[^\n;]*/y;
const ACC_BLOCK = /accDescr\s*\{[^}]*\}/y;
const NAME = /[\p{L}\p{N}_]+(?:[.\-/][\p{L}\p{N}_]+)*/uy;
/** A whole link, with `-->`, `---`, `-.->`, `==>`, `--o`, `--x`, `<-->`, `~~~`. */
const LINK = /(?:[ox<](?=[-=]))?(?:-{2,}[-ox>]|-\.{1,}-[ox>]?|={2,}[=ox>]|~{3,})/y;
/** The beginning of a link with its text inside: `-- yes -->`. */
const LINK_OPEN = /(?:[ox<](?=[-=]))?(?:--|==|-\.)(?=\s*[^\s\-=.>ox]|\s+[^\s\-=>])/y;
const LINK_CLOSE = /-{2,}[-ox>]|\.{1,}-[ox>]?|={2,}[=ox>]/g;

/** Whether a text begins as a flowchart, after front matter, directives and comments. */
export function isFlowchart(text: string): boolean {
  return /^(?:flowchart|graph)(?:-elk)?\b/.test(text.slice(headOf(text).end));
}

/** The front matter, and where what comes after it and after comments begins. */
function headOf(text: string): { frontMatter: string; end: number } {
  const front = /^\s*---[^\S\n]*\n([^]*?)\n[^\S\n]*---[^\S\n]*(?:\n|$)/.exec(text);
  let end = front?.[0].length ?? 0;
  const skipped = /\s+|%%\{[^]*?\}%%|%%[^\n]*/y;
  for (skipped.lastIndex = end; skipped.test(text); end = skipped.lastIndex);
  return { frontMatter: front?.[1] ?? '', end };
}

/**
 * Reads a flowchart in the Mermaid language: shapes, labelled links, chains, `&`, subgraphs, comments. Mermaid's own
 * parser needs a browser.
 * @throws MermaidSyntaxError
 */
export function parseMermaid(source: SourceText): MermaidGraph {
  return new Parser(source).parse();
}

class Parser {
  private at = 0;
  private readonly text: string;
  private readonly graph: MermaidGraph = { title: null, nodes: new Map(), links: [] };
  private depth = 0;

  constructor(private readonly source: SourceText) {
    this.text = source.text;
  }

  parse(): MermaidGraph {
    const { frontMatter, end } = headOf(this.text);
    this.graph.title = titleOf(frontMatter);
    this.at = end;
    if (!this.take(/(?:flowchart|graph)(?:-elk)?\b/y))
      this.fail('A flowchart begins with "flowchart" or "graph"');
    this.take(/[^\S\n]*(?:TB|TD|BT|RL|LR|[<>^v])?(?=\s|;|%|$)/y);
    this.gap();
    while (this.at < this.text.length) {
      this.statement();
      this.gap();
    }
    if (this.depth > 0) this.fail('A subgraph is not ended');
    return this.graph;
  }

  private statement(): void {
    if (this.take(/subgraph\b[^\n;]*/y)) this.depth++;
    else if (/end(?=\s|;|$)/y.test(this.ahead(5))) {
      if (this.depth-- === 0) this.fail('"end" without a subgraph');
      this.at += 3;
    } else if (this.take(ACC_BLOCK) || this.isDressing()) return;
    else this.chain();
  }

  /** Whether a statement of that kind was passed over; a node may be called `style` too. */
  private isDressing(): boolean {
    const from = this.at;
    if (!this.take(DRESSING)) return false;
    const [, next = ''] = /^\w+[^\S\n]*([^\n]?)/.exec(this.text.slice(from, this.at)) ?? [];
    if (!'[({>-=&'.includes(next) || next === '') return true;
    this.at = from;
    return false;
  }

  private chain(): void {
    let from = this.group();
    for (;;) {
      this.blank();
      const start = this.at;
      const link = this.link();
      if (!link) return;
      this.take(/\s*/y);
      const to = this.group();
      const span = this.source.span(start, this.at);
      if (!link.hidden)
        for (const a of from)
          for (const b of to) this.graph.links.push({ from: a, to: b, label: link.label, span });
      from = to;
    }
  }

  private group(): string[] {
    const names = [this.node()];
    while (this.take(/\s*&\s*/y)) names.push(this.node());
    return names;
  }

  private node(): string {
    const start = this.at;
    // `A@{ shape: ... }` has its shape and label by name.
    const name = this.take(NAME) ?? this.fail('A node is expected');
    const drawn = this.named() ?? this.shape();
    this.take(/:::[\w-]+/y);
    const known = this.graph.nodes.get(name);
    if (!known || (known.shape === null && drawn)) {
      const { shape = null, text = name } = drawn ?? {};
      this.graph.nodes.set(name, { name, shape, text, span: this.source.span(start, this.at) });
    }
    return name;
  }

  private named(): { shape: MermaidShape; text: string } | null {
    const found = this.take(/@\{[^}]*\}/y);
    if (found === null) return null;
    const [, label = ''] = /label\s*:\s*("[^"]*"|[^,}\n]+)/.exec(found) ?? [];
    const [, shape = ''] = /shape\s*:\s*"?([\w-]+)/.exec(found) ?? [];
    const known: Record<string, MermaidShape> = {
      diam: 'rhombus',
      diamond: 'rhombus',
      decision: 'rhombus',
      hex: 'hexagon',
    };
    return {
      shape: known[shape] ?? (/stadium|pill|terminal|circle|stop/.test(shape) ? 'stadium' : 'box'),
      text: label,
    };
  }

  private shape(): { shape: MermaidShape; text: string } | null {
    const found = SHAPES.find(([open]) => this.text.startsWith(open, this.at));
    if (!found) return null;
    const [open, close, shape] = found;
    const start = this.at;
    this.at += open.length;
    const text = this.take(/\s*"[^"]*"\s*/y);
    if (text !== null) {
      if (this.take(close) === null) this.fail(`The shape that "${open}" opens is not closed`);
      return { shape, text };
    }
    const end = new RegExp(close.source, 'g');
    end.lastIndex = this.at;
    const closing = end.exec(this.text);
    const line = this.text.indexOf('\n', this.at);
    if (!closing || (line >= 0 && line < closing.index)) {
      this.at = start;
      return this.fail(`The shape that "${open}" opens is not closed`);
    }
    const inner = this.text.slice(this.at, closing.index);
    this.at = end.lastIndex;
    return { shape, text: inner };
  }

  private link(): { label: string | null; hidden: boolean } | null {
    const whole = this.take(LINK);
    if (whole !== null) {
      const label = this.take(/\s*\|(?:\s*"[^"]*"\s*|[^|\n]*)\|/y);
      return {
        label: label === null ? null : labelOf(label.trim().slice(1, -1)),
        hidden: whole.startsWith('~'),
      };
    }
    if (this.take(LINK_OPEN) === null) return null;
    LINK_CLOSE.lastIndex = this.at;
    const closing = LINK_CLOSE.exec(this.text);
    const line = this.text.indexOf('\n', this.at);
    if (!closing || (line >= 0 && line < closing.index)) return this.fail('A link is not ended by an arrow');
    const label = this.text.slice(this.at, closing.index);
    this.at = LINK_CLOSE.lastIndex;
    return { label: labelOf(label), hidden: false };
  }

  /** Blanks and comments; they end no statement. */
  private blank(): void {
    this.take(/[^\S\n]*(?:%%[^\n]*)?/y);
  }

  private gap(): void {
    while (this.take(/\s+|;|%%\{[^]*?\}%%|%%[^\n]*/y) !== null);
  }

  /** What matches here, which is passed. */
  private take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (!found || found[0] === '') return null;
    this.at = pattern.lastIndex;
    return found[0];
  }

  private ahead(length: number): string {
    return this.text.slice(this.at, this.at + length);
  }

  private fail(message: string): never {
    throw new MermaidSyntaxError(message, this.at);
  }
}

function labelOf(raw: string): string | null {
  return labelLines(raw).join(' ') || null;
}
