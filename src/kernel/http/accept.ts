interface MediaRange {
  type: string;
  subtype: string;
  quality: number;
}

/**
 * The offer that an Accept header prefers; of several that it likes as much, the one offered first. Without a header
 * everything is welcome.
 * Source: RFC 9110, section 12.5.1; parameters other than the weight are not compared.
 * @param offers media types such as `image/svg+xml`
 * @returns null when it accepts none of them
 */
export function preferredType<T extends string>(accept: string | undefined, offers: readonly T[]): T | null {
  const header = accept?.trim() ?? '';
  const ranges = header === '' ? [{ type: '*', subtype: '*', quality: 1 }] : header.split(',').map(rangeOf);
  let best: T | null = null;
  let bestQuality = 0;
  for (const offer of offers) {
    const quality = qualityOf(offer, ranges);
    if (quality <= bestQuality) continue;
    best = offer;
    bestQuality = quality;
  }
  return best;
}

function rangeOf(part: string): MediaRange {
  const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const [type = '', subtype = ''] = range.split('/');
  const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
  const quality = weight === undefined ? 1 : Number(weight);
  return { type, subtype, quality: quality >= 0 && quality <= 1 ? quality : 0 };
}

/** What the most specific range that covers the type says of it. */
function qualityOf(offer: string, ranges: readonly MediaRange[]): number {
  const [type = '', subtype = ''] = offer.toLowerCase().split('/');
  const specificity = (range: MediaRange) =>
    range.type === '*' && range.subtype === '*'
      ? 1
      : range.type !== type
        ? 0
        : range.subtype === '*'
          ? 2
          : range.subtype === subtype
            ? 3
            : 0;
  const most = Math.max(0, ...ranges.map(specificity));
  if (most === 0) return 0;
  return Math.max(...ranges.filter((range) => specificity(range) === most).map((range) => range.quality));
}
