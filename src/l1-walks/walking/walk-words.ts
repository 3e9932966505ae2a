import type { IndexedText } from '../../search/text/index-terms.js';
import { effectivePath, type PathEntry } from './walked-path.js';

/**
 * What was said in a walk that kept to its flow: the problem, and at each node of the way that still counts what the
 * caller said and what the technician noted. What the nodes say, the flow says itself.
 */
export function wordsOfWalk(problem: string | null, path: readonly PathEntry[]): IndexedText {
  return {
    title: problem ?? '',
    texts: effectivePath(path)
      .flatMap(({ words, note }) => [words, note])
      .filter((text) => text !== null),
  };
}
