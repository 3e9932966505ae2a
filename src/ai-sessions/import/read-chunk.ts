import type { JobFault } from '../../jobs/job.js';
import { IMPORT_LIMITS } from './import-limits.js';
import { type ImportedSession, readImportLine } from './import-row.js';
import { type LineChunk, linesOf } from './line-chunks.js';

export interface ReadChunk {
  /** In the order of their lines. */
  sessions: (ImportedSession & { line: number })[];
  faults: JobFault[];
}

/**
 * Reads a piece, so many lines at a time: each that is not blank becomes a session or a fault. What comes next is read
 * when it is asked for.
 */
export function* readChunk(chunk: LineChunk, lines: number): Generator<ReadChunk> {
  const faults = chunk.tooLong.map((line) => ({
    line,
    detail: `is longer than ${IMPORT_LIMITS.line} bytes`,
  }));
  let read: ReadChunk = { sessions: [], faults };
  for (const { line, bytes } of linesOf(chunk)) {
    const row = readImportLine(bytes);
    if (row.ok) read.sessions.push({ ...row.session, line });
    else read.faults.push({ line, detail: row.fault });
    if (read.sessions.length + read.faults.length < lines) continue;
    yield read;
    read = { sessions: [], faults: [] };
  }
  yield read;
}
