/** The JSON pointer to the member `key` of what `parent` points to (RFC 6901, section 3). */
export function memberPointer(parent: string, key: string | number): string {
  return `${parent}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
