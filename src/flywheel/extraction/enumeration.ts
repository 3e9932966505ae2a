/** A mark of an enumeration: "2)", "b.", "Step 3:". */
export interface Mark {
  /** 1 for "1" and for "a". */
  number: number;
  /** Where the mark begins, in UTF-16 units. */
  start: number;
  /** Where what it marks begins. */
  from: number;
}

const STEP_WORDS = '(?:step|schritt|\u00e9tape|etape|paso|passo|stap)';
const MARK = new RegExp(
  `(?<![\\p{L}\\p{N}.,])(?:${STEP_WORDS}\\s+(?=\\d{1,2}\\s*[-.):\\u2013\\u2014]))?\\(?(\\d{1,2}|[a-h])(?:[.):]|(?<=${STEP_WORDS}\\s+\\d{1,2})\\s*[-\\u2013\\u2014]|\\uFE0F?\\u20E3)\\s*(?<=\\s|\\u20E3)(?=\\S)`,
  'giu',
);

/** The marks of an enumeration that counts from one on, in lines or running on in one; none where there is no second. */
export function enumerationIn(text: string): Mark[] {
  const marks = marksIn(text);
  for (const letters of [false, true]) {
    const counted: Mark[] = [];
    for (const { letter, ...mark } of marks)
      if (letter === letters && mark.number === counted.length + 1) counted.push(mark);
    if (counted.length > 1) return counted;
  }
  return [];
}

/** The marks of an answer by number, which may leave some out and need not begin with one; each at most once. */
export function marksOfAnswer(text: string, count: number): Mark[] {
  const marks: Mark[] = [];
  for (const mark of marksIn(text))
    if (mark.number <= count && mark.number > (marks.at(-1)?.number ?? 0)) marks.push(mark);
  return marks[0]?.start === 0 ? marks : [];
}

function marksIn(text: string): (Mark & { letter: boolean })[] {
  return [...text.matchAll(MARK)].map((match) => {
    const sign = match[1] ?? '';
    const letter = !/^\d/.test(sign);
    const number = letter ? (sign.toLowerCase().codePointAt(0) ?? 0) - 96 : Number(sign);
    return { letter, number, start: match.index, from: match.index + match[0].length };
  });
}
