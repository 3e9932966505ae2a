import type { KnowledgeFormat, Reading } from './procedure.js';
import { readDocument } from './read-document.js';

/** A document to be read. */
export interface Written {
  format: KnowledgeFormat;
  content: string;
  name: string;
}

/** What a thread of the pool does with a document. */
export default function read({ format, content, name }: Written): Reading {
  return readDocument(format, content, name);
}
