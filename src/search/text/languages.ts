import { tokenise } from './tokenise.js';
import { spelt } from './spelling.js';

/** The languages whose sentences are read; of any other only its words for yes and no are known. */
export const LANGUAGES = ['en', 'de', 'fr', 'es', 'pt', 'it', 'nl'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Closed classes of a language: what its sentences are built with, whatever they are about. */
interface ClosedClasses {
  /** Articles, pronouns, auxiliaries, prepositions: what tells the language. */
  common: string;
  /** Words that ask for more than yes or no, where they begin a question. */
  asking: string;
  /** Words that turn a clause round. */
  negation: string;
  or: string;
}

const CLASSES: Record<Language, ClosedClasses> = {
  en: {
    common: `the a an is are was were be been am do does did has have had can could will would you your it its this that there
      they we my me i of to in on at by for from with and or not any some which what when where who how why`,
    asking: `what where who whom whose which how why when`,
    negation: `no not never none nothing neither nor nobody nowhere hardly scarcely barely`,
    or: 'or',
  },
  de: {
    common: `der die das den dem des ein eine einen einem einer ist sind war waren bin bist hat haben habe hatte wird werden wurde
      kann konnen konnte sie ihr ihre ihren ihrem er es wir ich mir mich sich und oder nicht kein keine keinen auf aus bei mit von zu
      zum zur fur im am noch schon auch da wie was wer wo wann warum welche welcher welches welchen geht jetzt wieder`,
    asking: `was wer wen wem wessen wo woher wohin wie wann warum weshalb wieso womit wodurch woran wofur wovon worauf welche welcher
      welches welchen welchem wieviel wieviele`,
    negation: `nicht nichts nie niemals kein keine keinen keinem keiner keines niemand nirgends weder kaum ohne`,
    or: 'oder',
  },
  fr: {
    common: `le la les un une des du de est sont etait etes suis ete a ont avez avait ai as peut pouvez peux vous votre vos il elle
      ils elles on je j nous ce cette ces c que qui quoi quel quelle quels quelles quand comment pourquoi combien et ou ne pas plus
      dans sur avec pour par en au aux l d n s se son sa ses y t mais`,
    asking: `que qu qui quoi quel quelle quels quelles quand comment pourquoi combien lequel laquelle lesquels`,
    negation: `ne pas jamais rien aucun aucune personne ni sans guere n`,
    or: 'ou',
  },
  es: {
    common: `el la los las un una unos unas es son esta estan estaba fue ha han he hay tiene tienen puede puedes usted ustedes su sus
      lo le les me se mi que cual cuando donde como quien cuanto y o no de del al en con por para sin a ya muy este`,
    asking: `que cual cuales cuando donde adonde como quien quienes cuanto cuanta cuantos cuantas`,
    negation: `no nunca jamas nada ningun ninguna ninguno nadie tampoco ni sin`,
    or: 'o',
  },
  pt: {
    common: `o a os as um uma uns umas e sao esta estao estava foi tem ha pode voce voces seu sua seus suas ele ela isso isto que qual
      quando onde como quem quanto ou nao de do da dos das no na nos nas em com por para sem ao ja muito este`,
    asking: `que qual quais quando onde aonde como quem quanto quanta quantos quantas porque`,
    negation: `nao nunca jamais nada nenhum nenhuma ninguem nem sem tampouco`,
    or: 'ou',
  },
  it: {
    common: `il lo la i gli le un uno una e sono era ha hanno ho puo puoi lei suo sua mio si che chi cosa quale quali quando dove come
      perche quanto o non di del della dei delle al alla nel nella in con per da su sul ci ne questo c`,
    asking: `che chi cosa quale quali qual quando dove come perche quanto quanta quanti quante cos dov com`,
    negation: `non mai nulla niente nessun nessuna nessuno ne neanche nemmeno neppure senza`,
    or: 'o',
  },
  nl: {
    common: `de het een is zijn was waren bent heeft hebben heb had kan kunt kunnen wordt worden u uw jij je jouw hij zij ze wij we ik
      mij dit dat deze die en of niet geen op aan uit bij met van naar voor in er nog al ook wat wie waar wanneer hoe waarom welke`,
    asking: `wat wie waar waarom waarmee waarop wanneer hoe hoeveel welke welk`,
    negation: `niet niets geen nooit niemand nergens noch nauwelijks zonder`,
    or: 'of',
  },
};

const setOf = (words: string): ReadonlySet<string> => new Set(spelt(words).split(/\s+/));
const byLanguage = <T>(make: (classes: ClosedClasses) => T): Record<Language, T> => ({
  en: make(CLASSES.en),
  de: make(CLASSES.de),
  fr: make(CLASSES.fr),
  es: make(CLASSES.es),
  pt: make(CLASSES.pt),
  it: make(CLASSES.it),
  nl: make(CLASSES.nl),
});

const COMMON = byLanguage(({ common }) => setOf(common));

/** Whether a normalised word is one that sentences of one of the languages are built with. */
export function isBuiltIn(word: string, languages: readonly Language[]): boolean {
  return languages.some((language) => COMMON[language].has(word));
}

export const ASKING = byLanguage(({ asking }) => setOf(asking));
export const NEGATION = byLanguage(({ negation }) => setOf(negation));
export const OR = byLanguage(({ or }) => or);

/** Of so many words of a sentence a language must know one at least, to be its language. */
const WORDS_TO_KNOW_ONE = 6;

/**
 * The languages that a sentence may be in, by the words that every sentence is built with: several where they share
 * them ("Il server risponde?"), none where it has too few of them ("VPN?"). A language detector by groups of letters was
 * tried for it; it wants 160 to 410 MB and one to three seconds to begin with, and guesses where nobody could know.
 */
export function languagesOf(text: string): readonly Language[] {
  const words = tokenise(spelt(text));
  const least = Math.ceil(words.length / WORDS_TO_KNOW_ONE);
  const scores = LANGUAGES.map((language) => {
    const known = words.filter((word) => COMMON[language].has(word)).length;
    return known + (marks(text, language) ? MARKED : 0);
  });
  const most = Math.max(...scores);
  return most < Math.min(least, 1) ? [] : LANGUAGES.filter((_, i) => scores[i] === most);
}

/** With fewer words nobody can tell. */
const ENOUGH_WORDS = 20;
/**
 * So large a share of a talk's different words are built-in words of its language at the least; orders have few of them. One
 * that comes again and again counts once, and a letter alone not at all, since they mean other things in other languages
 * (Hungarian `a`, Polish `się`, Czech `se`).
 */
const LEAST_SHARE = 0.1;
/** What is copied to the letter, which is in no language. */
const CODE = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
const LATIN = /\p{Script=Latin}/u;
const LETTER = /\p{L}/u;

/**
 * Whether a talk may be in one of the languages that are read. It is not where most of its letters are of another script, or
 * where hardly any of its words is one that sentences of these languages are built with; commands and code do not count.
 */
export function isReadHere(talk: string): boolean {
  const prose = talk.replace(CODE, ' ');
  const letters = [...prose].filter((character) => LETTER.test(character));
  if (letters.filter((letter) => !LATIN.test(letter)).length * 2 > letters.length) return false;
  const words = tokenise(spelt(prose));
  if (words.length < ENOUGH_WORDS) return true;
  const different = [...new Set(words)].filter((word) => word.length > 1);
  const known = LANGUAGES.map((language) => different.filter((word) => COMMON[language].has(word)).length);
  return Math.max(...known) >= LEAST_SHARE * different.length;
}

/** Letters and signs that few of the languages write, which tell among those that share their words. */
const MARKED = 0.7;
const MARKS: Partial<Record<Language, RegExp>> = {
  de: /[\u00e4\u00f6\u00fc\u00df]/i,
  fr: /[\u00ea\u00f9\u0153]|\s\?$/i,
  es: /[\u00bf\u00a1\u00f1]/i,
  pt: /[\u00e3\u00f5]/i,
};

function marks(text: string, language: Language): boolean {
  return MARKS[language]?.test(text.normalize('NFC')) ?? false;
}
