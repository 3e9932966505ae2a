import type { Readable } from 'node:stream';

/** What still comes after a fault is let go for so long (ms), in which the sender can be told; then it is cut off. */
const LET_GO = 5_000;

/**
 * What a stream of bytes or texts gives, until the signal ends that with its reason. The stream is left open for a
 * while after any fault of ours, and what still comes is let go, so that the sender can be told.
 */
export async function* piecesOf(source: Readable, signal: AbortSignal): AsyncGenerator<Buffer> {
  const pieces = source.iterator({ destroyOnReturn: false });
  try {
    for (;;) {
      const next = await beforeAbort(pieces.next(), signal);
      if (next.done === true) return;
      yield asBuffer(next.value);
    }
  } finally {
    // Not waited for: it may be that nothing comes any more.
    void pieces.return?.().then(
      () => letGo(source),
      () => undefined,
    );
  }
}

function letGo(source: Readable): void {
  if (source.readableEnded) return;
  const cutOff = setTimeout(() => source.destroy(), LET_GO);
  source.once('close', () => clearTimeout(cutOff));
  source.resume();
}

/** Leaves nothing with the signal once the promise is settled, however many there are. */
async function beforeAbort<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  let abort = (): void => undefined;
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason as Error);
    signal.addEventListener('abort', abort);
  });
  try {
    if (signal.aborted) abort();
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

function asBuffer(piece: unknown): Buffer {
  if (Buffer.isBuffer(piece)) return piece;
  if (typeof piece === 'string') return Buffer.from(piece);
  throw new Error('an import takes a stream of bytes');
}
