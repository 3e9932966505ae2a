type Endings = readonly (readonly [ending: RegExp, others: readonly string[]])[];

/**
 * The endings of adjectives and participles, and those with which verbs order or tell of one, by language and by the ending of
 * the form that dictionaries have; the first that fits counts.
 */
const ENDINGS: Readonly<Record<string, Endings>> = {
  de: [[/en$/, ['en', 'e', 't', '']]],
  fr: [
    [/er$/, ['er', 'ez', 'e', 'ee', 'es', 'ees', 'ons']],
    [/(?:re|ir)$/, ['re', 'ir', 'ez', 's', 't', 'ons']],
    [/e$/, ['e', 'ee', 'es', 'ees']],
    [/t$/, ['t', 'te', 'ts', 'tes']],
    [/(?<=[lr])$/, ['', 'e', 's', 'es']],
  ],
  es: [
    [/o$/, ['o', 'a', 'os', 'as']],
    [/gar$/, ['gar', 'gue', 'ga', 'guen', 'gando']],
    [/car$/, ['car', 'que', 'ca', 'quen', 'cando']],
    [/zar$/, ['zar', 'ce', 'za', 'cen', 'zando']],
    [/ar$/, ['ar', 'e', 'a', 'en', 'an', 'ando']],
    [/(?:er|ir)$/, ['er', 'ir', 'a', 'e', 'an', 'en', 'iendo']],
  ],
  pt: [
    [/o$/, ['o', 'a', 'os', 'as']],
    [/ear$/, ['ear', 'eie', 'eia', 'eando']],
    [/gar$/, ['gar', 'gue', 'ga', 'gando']],
    [/car$/, ['car', 'que', 'ca', 'cando']],
    [/ar$/, ['ar', 'e', 'a', 'em', 'ando']],
    [/(?:er|ir)$/, ['er', 'ir', 'a', 'e', 'am', 'indo', 'endo']],
  ],
  it: [
    [/o$/, ['o', 'a', 'i', 'e']],
    [/(?<=[cg])are$/, ['are', 'hi', 'a', 'ate', 'ando']],
    [/iare$/, ['iare', 'i', 'ia', 'iate', 'iando']],
    [/are$/, ['are', 'i', 'a', 'ate', 'ando']],
    [/(?:ere|ire)$/, ['ere', 'ire', 'a', 'i', 'ete', 'ite', 'endo']],
  ],
  nl: [
    [/([bdfgklmnprst])\1en$/, ['$1en', '$1$1en', '$1', '$1t']],
    [/([aeou])([bdfgklmnprst])en$/, ['$1$2en', '$1$2', '$1$1$2', '$1$2t', '$1$1$2t']],
    [/en$/, ['en', '', 't']],
  ],
};

/**
 * A word without accents in the forms that agree with what it is said of ("acceso", "accesa", "accesi", "accese") or that order
 * ("activer", "activez"); the word alone in languages whose stems take care of that. A form that no word has does no harm:
 * nobody writes it.
 */
export function inflected(word: string, language: string): string[] {
  const found = ENDINGS[language]?.find(([ending]) => word.length > SHORTEST && ending.test(word));
  return found ? [...new Set([word, ...found[1].map((other) => word.replace(found[0], other))])] : [word];
}

/** Shorter words are particles: "oben", "uit". */
const SHORTEST = 4;
