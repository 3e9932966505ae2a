import { sessionsTexts } from '../texts/sessions-texts.js';

/** What a look at the beginning of a file says, before it is sent. */
export interface NdjsonLook {
  lines: number;
  /** There are more lines than were looked at. */
  cut: boolean;
  titles: string[];
  faults: { line: number; detail: string }[];
}

const SHOWN = 5;

/**
 * @param text the beginning of the file
 * @param whole whether it is all of it; otherwise its last line may be half of one
 */
export function lookAtNdjson(text: string, whole: boolean): NdjsonLook {
  const all = text.split(/\r?\n/);
  const rows = whole ? all : all.slice(0, -1);
  const look: NdjsonLook = { lines: 0, cut: !whole, titles: [], faults: [] };
  rows.forEach((row, index) => {
    if (row.trim() === '') return;
    look.lines++;
    const read = readRow(row);
    if ('detail' in read) look.faults.push({ line: index + 1, detail: read.detail });
    else if (look.titles.length < SHOWN) look.titles.push(read.title);
  });
  return look;
}

function readRow(row: string): { title: string } | { detail: string } {
  let value: unknown;
  try {
    value = JSON.parse(row);
  } catch {
    return { detail: sessionsTexts.noJson };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { detail: sessionsTexts.noJson };
  const { external_id, title } = value as { external_id?: unknown; title?: unknown };
  if (typeof external_id !== 'string') return { detail: sessionsTexts.noExternalId };
  return typeof title === 'string' ? { title } : { detail: sessionsTexts.noTitle };
}
