/** Has nothing to fold but its case. */
const PLAIN = /^[\x20-\x7e\s]*$/;

/** Letters that no decomposition takes apart, in the spelling of those who do not have them on their keyboards. */
const WRITTEN_OUT: Record<string, string> = { æ: 'ae', œ: 'oe', ø: 'oe' };

/**
 * A text without the difference between capital and small letters: `Straße`, `STRASSE` and `STRAẞE` become `strasse`.
 * Source: The Unicode Standard, 3.13, full case folding; lower, upper and lower case one after another come to the same
 * classes of letters, and put the dotless i (ı) with the i.
 */
export function foldCase(text: string): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/**
 * A text as it may be typed on any keyboard: case folded, compatibility characters and accents folded, umlauts written out
 * (`Überstände`, `UEBERSTAENDE` and `ueberstaende` become `ueberstaende`).
 * @param most how many UTF-16 code units of it are wanted; one character may become eighteen
 */
export function foldSpelling(text: string, most: number): string {
  if (PLAIN.test(text)) return text.slice(0, most).toLowerCase();
  // Case first, for the Greek iota below a letter has one; and again, for `™` is made of capitals.
  const decomposed = foldCase(text.slice(0, most)).normalize('NFKD').slice(0, most);
  return foldCase(decomposed.replace(/([aou])\u0308/gi, '$1e').replace(/\p{M}+/gu, ''))
    .replace(/[æœø]/g, (letter) => WRITTEN_OUT[letter] ?? letter)
    .slice(0, most);
}

/** As `text`, with umlauts as those type them who leave the dots away: `Uberstande`. */
export function withoutUmlauts(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/([aou])\u0308/gi, '$1')
    .replace(/ø/g, 'o')
    .replace(/Ø/g, 'O');
}

/**
 * What a folded word has in common with all its spellings: `ueberstaende` and `uberstande` become `uberstande`. No
 * umlaut follows a vowel. English words such as `blue` lose a letter with it, which makes hardly any two of them alike.
 */
export function withoutTranscription(folded: string): string {
  return folded.replace(/(?<![aeiouq])([aou])e+/g, '$1');
}
