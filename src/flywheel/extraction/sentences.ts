/** A part of a text, from `start` up to but without `end`, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

const BREAK = /[.!?]+["')\]]*(?=\s)|\n+/gu;
/** What ends in a dot without ending a sentence. */
const ABBREVIATION =
  /(?:\b(?:e\.g|i\.e|etc|vs|approx|no|nr|incl|dr|mr|mrs|ms|st|ext|min|max)\.|^\s*\d{1,3}\.)$/i;
/** What stands before an item of a list. */
const BULLET = /^(?:[-*\u2022\u2013\u2014]+|\(?(?:\d{1,3}|[a-z])[.)])\s+/iu;

/** The sentences and lines of a text, in their order, without the space around them and the marks of a list. */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const match of text.matchAll(BREAK)) {
    const end = match.index + match[0].length;
    if (!match[0].startsWith('\n') && ABBREVIATION.test(text.slice(start, end))) continue;
    push(text, { start, end }, spans);
    start = end;
  }
  push(text, { start, end: text.length }, spans);
  return spans;
}

function push(text: string, { start, end }: Span, spans: Span[]): void {
  const raw = text.slice(start, end);
  const from = start + (raw.length - raw.trimStart().length);
  const bullet = BULLET.exec(text.slice(from, end))?.[0].length ?? 0;
  const to = end - (raw.length - raw.trimEnd().length);
  if (from + bullet < to) spans.push({ start: from + bullet, end: to });
}
