import Negotiator from 'negotiator';

/** Parameters of a media range, its weight apart: `text/csv; charset=utf-8` takes what `text/csv` does. */
const PARAMETERS = /;\s*(?!q\s*=)[^;,]*/gi;

/**
 * The offer that an Accept header prefers; of several that it likes as much, the one that it names first, and of those
 * that it does not name, the one offered first. Without a header everything is welcome.
 * Source: RFC 9110, section 12.5.1; parameters other than the weight are not compared.
 * @param offers media types such as `image/svg+xml`
 * @returns null when it accepts none of them
 */
export function preferredType<T extends string>(accept: string | undefined, offers: readonly T[]): T | null {
  const header = accept?.replace(PARAMETERS, '').trim() || undefined;
  const type = new Negotiator({ headers: { accept: header } }).mediaType([...offers]);
  return offers.find((offer) => offer === type) ?? null;
}
