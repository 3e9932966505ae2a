import type { JobFault } from '../jobs/job.js';
import { IMPORT_LIMITS } from './import-limits.js';
import { type ImportedSession, readImportLine } from './import-row.js';
import { type LineChunk, linesOf } from './line-chunks.js';

export interface ReadChunk {
  /** In the order of their lines. */
  sessions: (ImportedSession & { line: number })[];
  faults: JobFault[];
}

/** Reads every line of a piece: each that is not blank becomes a session or a fault. */
export function readChunk(chunk: LineChunk): ReadChunk {
  const faults = chunk.tooLong.map((line) => ({
    line,
    detail: `is longer than ${IMPORT_LIMITS.line} bytes`,
  }));
  const sessions: ReadChunk['sessions'] = [];
  for (const { line, bytes } of linesOf(chunk)) {
    const row = readImportLine(bytes);
    if (row.ok) sessions.push({ ...row.session, line });
    else faults.push({ line, detail: row.fault });
  }
  return { sessions, faults };
}
