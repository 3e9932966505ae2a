import { findJsonFault } from '../../kernel/http/json-text.js';
import { InputReader } from './input-reader.js';
import { readEnding, readSession } from './read-session.js';
import type { NewSession } from '../session.js';

/** A session as a row of an import gives it. */
export interface ImportedSession extends NewSession {
  externalId: string;
}

export type ImportRow = { ok: true; session: ImportedSession } | { ok: false; fault: string };

/** One row tells of this many faults at most. */
const FAULT_LIMIT = 10;

/** Whether the line holds nothing but white space (RFC 8259, section 2), and so is no row. */
export function isBlankLine(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x0d || byte === 0x09);
}

/**
 * Reads one line of an NDJSON import, whatever it holds: a session, or what is wrong with the line. Members that are
 * not known are ignored. A fault never quotes the line, which may hold what people said.
 */
export function readImportLine(line: Uint8Array): ImportRow {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(line);
  } catch {
    return { ok: false, fault: 'is not valid UTF-8' };
  }
  const fault = findJsonFault(text);
  if (fault) return { ok: false, fault: fault.kind === 'syntax' ? 'is not valid JSON' : fault.detail };
  return readImportRow(JSON.parse(text));
}

/** As `readImportLine`, from the line's value. */
export function readImportRow(value: unknown): ImportRow {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { ok: false, fault: 'must be an object' };
  }
  const reader = new InputReader(FAULT_LIMIT);
  const session = readSession(reader, value);
  const ending = readEnding(reader, { ...value });
  const { externalId } = session;
  if (externalId === null) reader.fault('/external_id', 'is required');
  if (externalId !== null && reader.faults.length === 0) {
    return { ok: true, session: { ...session, externalId, ending } };
  }
  return { ok: false, fault: reader.faults.map(({ pointer, detail }) => `${pointer} ${detail}`).join('; ') };
}
