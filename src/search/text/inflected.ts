/** The endings of adjectives and participles, by language and by the ending of the form that dictionaries have. */
const ENDINGS: Readonly<Record<string, readonly (readonly [ending: RegExp, others: readonly string[]])[]>> = {
  fr: [
    [/e$/, ['e', 'ee', 'es', 'ees']],
    [/t$/, ['t', 'te', 'ts', 'tes']],
    [/(?<=[lr])$/, ['', 'e', 's', 'es']],
  ],
  es: [[/o$/, ['o', 'a', 'os', 'as']]],
  pt: [[/o$/, ['o', 'a', 'os', 'as']]],
  it: [[/o$/, ['o', 'a', 'i', 'e']]],
};

/**
 * A word without accents in the forms that agree with what it is said of ("acceso", "accesa", "accesi", "accese"); the word
 * alone in languages whose stems take care of that. A form that no word has does no harm: nobody writes it.
 */
export function inflected(word: string, language: string): string[] {
  const found = ENDINGS[language]?.find(([ending]) => ending.test(word));
  return found ? found[1].map((other) => word.replace(found[0], other)) : [word];
}
