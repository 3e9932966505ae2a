import type { FastifyReply } from 'fastify';
import { MEDIA_TYPES, type Rendition } from './rendition.js';

/** Sets the headers of an answer that is a diagram or a file; the content is its body. */
export function send(
  reply: FastifyReply,
  { format, fileName, content }: Rendition,
  disposition: 'inline' | 'attachment',
): Rendition['content'] {
  void reply
    .type(format === 'png' ? MEDIA_TYPES.png : `${MEDIA_TYPES[format]}; charset=utf-8`)
    .header('content-disposition', `${disposition}; filename="${fileName}"`)
    .header('vary', 'Accept');
  // A browser that shows it on its own page must take it for nothing but a picture.
  if (format === 'svg') void reply.header('content-security-policy', "default-src 'none'; sandbox");
  return content;
}
