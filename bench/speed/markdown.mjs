/** How figures are written in the report. */
export const number = (value, digits = 0) =>
  value === undefined
    ? ''
    : value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits });

/** With the least and the most of the rounds. */
export const ratio = (value) =>
  value ? `${value.median.toFixed(2)} (${value.least.toFixed(2)} to ${value.most.toFixed(2)})` : '';

export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
