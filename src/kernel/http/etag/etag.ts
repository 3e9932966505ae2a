import { createHash } from 'node:crypto';

/** An entity tag (RFC 9110, section 8.8.3), without its quotes. */
export interface EntityTag {
  weak: boolean;
  value: string;
}

/** What `If-Match` and `If-None-Match` hold: any tag at all, or one of a list. */
export type TagList = '*' | readonly EntityTag[];

/** One element of a list, which may be empty, up to the comma or the end. */
const ELEMENT = /[ \t]*(?:(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"[ \t]*)?(?:,|$)/y;
const DIGEST_LENGTH = 16;
/** Characters, which is more than fit into a header; a body may hold a list too. */
const LONGEST_LIST = 16_384;

/** Reads the value of `If-Match` or `If-None-Match`; null where it is neither `*` nor a list of tags. */
export function parseTagList(header: string): TagList | null {
  if (header.length > LONGEST_LIST) return null;
  if (header.trim() === '*') return '*';
  const tags: EntityTag[] = [];
  ELEMENT.lastIndex = 0;
  while (ELEMENT.lastIndex < header.length) {
    const element = ELEMENT.exec(header);
    if (!element) return null;
    const [, weak, value] = element;
    if (value !== undefined) tags.push({ weak: weak !== undefined, value });
  }
  return tags.length > 0 ? tags : null;
}

/**
 * The strong tag of an answer: the state that one decides on, a full stop, and a digest of the whole of it. Anything
 * that shows in the answer changes the tag; only what is decided on changes the part before the full stop.
 */
export function tagOf(state: string, json: string): string {
  const digest = createHash('sha256').update(json).digest('base64url').slice(0, DIGEST_LENGTH);
  return `${state}.${digest}`;
}

/** The state that a tag was made for. A state alone is good as well, for who knows it from a list. */
export function stateOfTag({ value }: EntityTag): string {
  return value.split('.', 1)[0] ?? value;
}

/** `If-Match`, by strong comparison: whether what was seen is still what would be decided on. */
export function meansState(list: TagList, state: string): boolean {
  return list === '*' || list.some((tag) => !tag.weak && stateOfTag(tag) === state);
}

/** `If-None-Match`, by weak comparison: whether the answer is one that the caller has. */
export function holdsTag(list: TagList, value: string): boolean {
  return list === '*' || list.some((tag) => tag.value === value);
}
