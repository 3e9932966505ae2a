import compress from '@fastify/compress';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Smaller answers fit into one packet anyway. They are also all that hold a secret, such as a token. */
const THRESHOLD_BYTES = 1024;

/**
 * Answers are sent compressed to whoever takes that, but for event streams, whose events would be held back. What an
 * attacker could learn from the size of an answer (BREACH) takes a browser that adds the credential by itself to what a page
 * of another site asks for, and none does: it is a header, or a cookie with SameSite. Bodies of requests are not unpacked.
 */
export async function compressAnswers(app: NestFastifyApplication): Promise<void> {
  await app.register(compress, {
    threshold: THRESHOLD_BYTES,
    encodings: ['gzip', 'deflate'],
    globalDecompression: false,
  });
}
