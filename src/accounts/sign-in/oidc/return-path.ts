const MAX_PATH_LENGTH = 2_000;
const ANY_ORIGIN = 'http://origin.invalid';

/** Where to go on after signing in: a path of ours, or `/` for what would lead anywhere else. */
export function returnPath(asked: string | undefined): string {
  if (asked === undefined || !asked.startsWith('/') || asked.length > MAX_PATH_LENGTH) return '/';
  // As browsers read it: `//elsewhere`, `/\elsewhere` and what is hidden by blanks lead to other origins.
  if (!URL.canParse(asked, ANY_ORIGIN)) return '/';
  const { origin, pathname, search, hash } = new URL(asked, ANY_ORIGIN);
  return origin === ANY_ORIGIN && !pathname.startsWith('//') ? `${pathname}${search}${hash}` : '/';
}
