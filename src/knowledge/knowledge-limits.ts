/** How much knowledge one request may bring. Lengths count UTF-16 code units, as the offsets of spans do. */
export const KNOWLEDGE_LIMITS = {
  /** Documents of one request. */
  documents: 500,
  name: 255,
  /** Characters of one document. */
  content: 200_000,
  /** Up to so many documents, of so many characters together, are imported at once; more become a job. */
  atOnce: { documents: 20, characters: 400_000 },
  /** Nodes of one procedure, which is as many as a session has steps. */
  nodes: 500,
  /** Procedures of one document; of an account's export, flows. */
  procedures: 200,
  /** Faults that are told of one document; further ones are left out. */
  faults: 50,
} as const;

/** Queued as `{job_id, number}`: import one document. */
export const IMPORT_DOCUMENT = 'import_knowledge';

/** What the jobs are called to their account. */
export const KNOWLEDGE_IMPORT = 'knowledge_import';
