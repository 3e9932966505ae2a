import { notAcceptable } from '../kernel/errors/not-acceptable.js';
import { preferredType } from '../kernel/http/csv/accept.js';

export const DIAGRAM_FORMATS = ['svg', 'png', 'mermaid'] as const;
export type DiagramFormat = (typeof DIAGRAM_FORMATS)[number];

export const EXPORT_FORMATS = ['json', 'mermaid', 'markdown'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export const MEDIA_TYPES = {
  svg: 'image/svg+xml',
  png: 'image/png',
  json: 'application/json',
  mermaid: 'text/vnd.mermaid',
  markdown: 'text/markdown',
} as const satisfies Record<DiagramFormat | ExportFormat, string>;

/** What each format is accepted under; the first is what the answer is called. */
const ACCEPTED = {
  svg: [MEDIA_TYPES.svg],
  png: [MEDIA_TYPES.png],
  json: [MEDIA_TYPES.json],
  mermaid: [MEDIA_TYPES.mermaid, 'text/x-mermaid', 'text/plain'],
  markdown: [MEDIA_TYPES.markdown, 'text/x-markdown'],
} as const satisfies Record<DiagramFormat | ExportFormat, readonly string[]>;

const SUFFIXES = {
  svg: 'svg',
  png: 'png',
  json: 'json',
  mermaid: 'mmd',
  markdown: 'md',
} as const satisfies Record<DiagramFormat | ExportFormat, string>;

/** A text or picture in one of the formats, and what it is to be saved as. */
export interface Rendition {
  format: DiagramFormat | ExportFormat;
  fileName: string;
  content: string | Uint8Array;
}

/**
 * The format of an answer: the one that is asked for by name, or else the one that the Accept header prefers; the
 * first of `formats` where it does not matter.
 * @throws DomainError 406
 */
export function formatOf<F extends DiagramFormat | ExportFormat>(
  asked: F | undefined,
  accept: string | undefined,
  formats: readonly F[],
): F {
  if (asked !== undefined) return asked;
  const offers = formats.flatMap((format) => ACCEPTED[format].map((type) => ({ format, type })));
  const preferred = preferredType(
    accept,
    offers.map(({ type }) => type),
  );
  const found = offers.find(({ type }) => type === preferred);
  if (!found) throw notAcceptable(offers.map(({ type }) => type));
  return found.format;
}

/** A file name of plain letters, digits and hyphens, from a title and a part such as `v2`. */
export function fileNameOf(title: string, part: string, format: Rendition['format']): string {
  const plain = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 80)
    .replace(/^-|-$/g, '');
  return `${plain || 'flow'}-${part}.${SUFFIXES[format]}`;
}
