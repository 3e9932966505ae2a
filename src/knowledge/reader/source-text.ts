import type { Span } from './procedure.js';

/** A document's text, to find the lines of its offsets. */
export class SourceText {
  private readonly starts: number[] = [0];

  constructor(readonly text: string) {
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
