import type { Span } from './procedure.js';

/** A line as it is parsed, and the line of the document that it stands for. */
export interface SourceLine {
  text: string;
  /** From 0. */
  line: number;
  /** Characters that it lacks at its beginning; below 0 where it has more than the document. */
  cut: number;
}

/** A document's text, to find the lines of its offsets. */
export class SourceText {
  private readonly starts: number[] = [0];

  /** @param lines the lines that are parsed, where these are not those of the text */
  constructor(
    readonly text: string,
    private readonly lines: readonly SourceLine[] | null = null,
  ) {
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.starts.push(at + 1);
  }

  /** From `start` up to, and without, `end`. */
  span(start: number, end: number): Span {
    return {
      start_line: this.lineOf(start),
      end_line: this.lineOf(Math.max(start, end - 1)),
      start_offset: start,
      end_offset: end,
    };
  }

  /** What is parsed. */
  get parsed(): string {
    return this.lines ? this.lines.map(({ text }) => text).join('\n') : this.text;
  }

  /** The offset in the document of a place in what is parsed; line and column count from 1. */
  offsetAt({ line, column }: { line: number; column: number }): number {
    const { line: at, cut } = this.lines?.[line - 1] ?? { line: line - 1, cut: 0 };
    const start = this.starts[at] ?? this.text.length;
    const end = Math.max(start, (this.starts[at + 1] ?? this.text.length + 1) - 1);
    return Math.min(end, Math.max(start, start + cut + column - 1));
  }

  /** The lines from one to another, counted from 1, both included. */
  linesFrom(first: number, last: number): Span {
    return this.span(
      this.offsetAt({ line: first, column: 1 }),
      this.offsetAt({ line: last, column: Number.MAX_SAFE_INTEGER }),
    );
  }

  whole(): Span {
    return this.span(0, this.text.length);
  }

  private lineOf(offset: number): number {
    let [low, high] = [0, this.starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}

/** The least span that holds both. */
export function joined(a: Span, b: Span): Span {
  return {
    start_line: Math.min(a.start_line, b.start_line),
    end_line: Math.max(a.end_line, b.end_line),
    start_offset: Math.min(a.start_offset, b.start_offset),
    end_offset: Math.max(a.end_offset, b.end_offset),
  };
}

/** The part of a span in which sentences stand, where they are written as they are read; else the whole span. */
export function narrowed(source: SourceText, sentences: readonly string[], span: Span): Span {
  const text = source.text.slice(span.start_offset, span.end_offset);
  const [first = '', last = ''] = [sentences[0], sentences.at(-1)];
  const start = text.indexOf(first.slice(0, 20));
  const tail = last.slice(-20);
  const end = text.lastIndexOf(tail);
  if (start < 0 || end < start) return span;
  return source.span(span.start_offset + start, span.start_offset + end + tail.length);
}
