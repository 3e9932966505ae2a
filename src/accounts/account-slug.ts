/** A slug is a DNS label, so that it can stand in an address. */
export const MAX_SLUG_LENGTH = 63;

const SLUG = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;
const FALLBACK = 'account';

export function isSlug(text: string): boolean {
  return text.length <= MAX_SLUG_LENGTH && SLUG.test(text);
}

/** A slug made from a name: "Müller & Söhne IT" becomes "muller-sohne-it". Names without a Latin letter share one. */
export function slugFrom(name: string): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
  return trimmed(words.join('-'), MAX_SLUG_LENGTH) || FALLBACK;
}

/** The slug with a suffix, cut so that both fit. */
export function withSuffix(slug: string, suffix: string): string {
  return `${trimmed(slug, MAX_SLUG_LENGTH - suffix.length - 1)}-${suffix}`;
}

function trimmed(slug: string, length: number): string {
  return slug.slice(0, length).replace(/-+$/, '');
}
