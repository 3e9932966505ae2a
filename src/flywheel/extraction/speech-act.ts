/**
 * What somebody who helps does with a sentence:
 * - courtesy: greets, thanks, comforts, promises to look: nothing about the problem;
 * - question: wants to know something about the problem;
 * - check: wants to know whether what was done last has helped;
 * - instruction: says what is to be done, or what he does himself;
 * - statement: explains.
 * Source of the idea: J. R. Searle, "A classification of illocutionary acts", Language in Society 5 (1976), here by
 * the outward signs of English sentences alone.
 */
export type SpeechAct = 'courtesy' | 'question' | 'check' | 'instruction' | 'statement';
