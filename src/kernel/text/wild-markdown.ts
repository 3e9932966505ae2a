/** Quotations and lists in one another, at the beginning of one line. */
const DEEPEST = 40;
/** Columns that a list item may be indented by. */
const FARTHEST = 120;
/** Marks of emphasis, links, code and tags in one paragraph; what parsing it costs grows with their square. */
const MOST_MARKS = 4_000;

/** Lines that are not blank; a runbook has hundreds. */
const MOST_LINES = 5_000;

const NESTED = new RegExp(`^(?:[ \\t]*(?:>|[-*+][ \\t]|\\d{1,9}[.)][ \\t])){${DEEPEST}}`, 'm');
const INDENTED = new RegExp(`^[ \\t]{${FARTHEST},}(?:[-*+]|\\d{1,9}[.)])[ \\t]`, 'm');

/** Why a text is not taken apart, since that could keep the program busy for minutes; null for any that people write. */
export function whyTooWild(text: string): string | null {
  if (NESTED.test(text) || INDENTED.test(text))
    return 'The document nests its lists or quotations too deeply';
  if ((text.match(/^[ \t]*\S/gm)?.length ?? 0) > MOST_LINES)
    return `The document has more than ${MOST_LINES} lines; split it`;
  for (const block of text.split(/\n[ \t]*\n/)) {
    const marks = block.length > MOST_MARKS ? (block.match(/[*_[\]`<~!|]/g)?.length ?? 0) : 0;
    if (marks > MOST_MARKS)
      return `A paragraph of the document has more than ${MOST_MARKS} marks such as * or [`;
  }
  return null;
}
