import type { ReadDocument } from './sessions.queries.js';

/** Most that the server looks at together. */
const DOCUMENTS = 20;
const CHARACTERS = 400_000;

/** The first documents, as many as the server looks at together. */
export function shownAtOnce(documents: readonly ReadDocument[]): readonly ReadDocument[] {
  let characters = 0;
  const end = documents.findIndex(({ content }, index) => {
    characters += content.length;
    return index >= DOCUMENTS || characters > CHARACTERS;
  });
  return end === -1 ? documents : documents.slice(0, end);
}
