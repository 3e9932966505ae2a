import { stringify } from 'csv-stringify/sync';

export type CsvValue = string | number | null;

/**
 * A table as comma-separated values: a line of names, then one a row, each ended by CR LF.
 * Source: RFC 4180. A text that a spreadsheet would take for a formula gets an apostrophe in front of it.
 */
export function csv(names: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  return stringify([[...names], ...rows.map((row) => [...row])], {
    escape_formulas: true,
    record_delimiter: 'windows',
    // A text of several lines, however its own lines end.
    quoted_match: /[\r\n]/,
  });
}
