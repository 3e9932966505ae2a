/** Reads what an address holds, which anybody may have typed: what does not fit is left out. */

export function textOf(value: unknown): string | undefined {
  // A ticket of digits alone arrives as a number.
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : undefined;
}
