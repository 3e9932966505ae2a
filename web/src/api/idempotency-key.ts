const BYTES = 16;

/** Names one intent, for each time that it is sent. Also where the page was not loaded by HTTPS, unlike `randomUUID`. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
