/** Words with which somebody counts off steps in running text, in the languages that are read; by hand. */
const FIRST =
  "first(?:ly)?(?: of all)?|to (?:start|begin) with|zuerst|zun(?:ä|ae)chst|als erstes|(?:tout )?d['’]abord|premi[eè]rement|pour commencer|primero|en primer lugar|para empezar|primeiro|em primeiro lugar|para come[cç]ar|innanzitutto|anzitutto|per prima cosa|prima(?! d[i'’])|eerst|ten eerste|om te beginnen";
const NEXT =
  'then|next|after (?:that|this)|afterwards|second(?:ly)?|third(?:ly)?|finally|lastly|dann|danach|anschlie(?:ß|ss)end|als n(?:ä|ae)chstes|schlie(?:ß|ss)lich|zuletzt|zum schluss|abschlie(?:ß|ss)end|puis|ensuite|apr[eè]s (?:cela|[cç]a)|enfin|pour finir|luego|despu[eé]s|a continuaci[oó]n|por [uú]ltimo|finalmente|depois|em seguida|a seguir|por fim|poi|quindi|dopodich[eé]|in seguito|infine|per finire|dan|daarna|vervolgens|ten ?slotte|tot slot|als laatste';
const AND = '(?:and|und|et|y|e|en)';

/** Where a sentence begins, with the courtesy before it. A run of breaks is looked at once, or it would cost its square. */
const BEGINS = new RegExp(
  `(?:^|(?<=[.!?:])\\s+|\\n)(?:please,? |bitte |por favor,? )?(?:${FIRST})[,:]?\\s+(?=\\S)`,
  'giu',
);
/** Where a clause begins. */
const GOES_ON = new RegExp(
  `(?:(?<=[.!?;:])\\s+|\\n|[,;]\\s+|\\s(?=${AND}\\s))(?:${AND}\\s+)?(?:${NEXT})[,:]?\\s+(?=\\S)`,
  'giu',
);
/** "If it stays dark, then ...": what follows belongs to the condition. */
const CONDITION =
  /(?:^|[,\s])(?:if|when|once|wenn|falls|sobald|si|lorsque|quand|d[eè]s que|cuando|se|quando|als|indien|zodra)\s/iu;

/** Where the clauses of "first ..., then ..., and finally ..." stand, in UTF-16 units; none where there is no second. */
export function sequenceIn(text: string): { start: number; from: number }[] {
  BEGINS.lastIndex = 0;
  const first = BEGINS.exec(text);
  if (!first) return [];
  const marks = [{ start: first.index, from: first.index + first[0].length }];
  for (const match of text.matchAll(GOES_ON)) {
    const before = marks.at(-1)?.from ?? 0;
    if (match.index <= before) continue;
    const clause = text
      .slice(before, match.index)
      .split(/[.!?;\n]\s*/)
      .at(-1);
    if (!CONDITION.test(clause ?? ''))
      marks.push({ start: match.index, from: match.index + match[0].length });
  }
  return marks.length > 1 ? marks : [];
}
