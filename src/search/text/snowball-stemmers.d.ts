/** What is used of a package without types of its own. */
declare module 'snowball-stemmers' {
  interface Stemmer {
    stem(word: string): string;
  }
  const snowball: { newStemmer(algorithm: 'porter'): Stemmer };
  export default snowball;
}
