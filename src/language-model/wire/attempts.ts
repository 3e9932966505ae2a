/** The most bytes of an answer that are read: many times what a model may write. */
const MOST_BYTES = 2_000_000;

/** Nothing was listening there, so nothing was sent. */
const NEVER_SENT = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'];

/** The HTTP requests of one call, and which of them may have been paid for. */
export class Attempts {
  /** Those that were answered by something else than an error, and those whose answer never came. */
  private maybePaid = 0;
  private answered = false;

  /** Whether the last one was answered. */
  get wasAnswered(): boolean {
    return this.answered;
  }

  /** How many may have been paid for without our knowing what they cost. */
  lost(isLastKnown: boolean): number {
    return Math.max(0, this.maybePaid - (isLastKnown ? 1 : 0));
  }

  /** As `fetch`, with answers that are bounded, and never to another address than the one that was configured. */
  readonly fetch: typeof fetch = async (address, init) => {
    this.answered = false;
    let response: Response;
    try {
      response = await fetch(address, { ...init, redirect: 'error' });
    } catch (error) {
      if (!wasNeverSent(error)) this.maybePaid++;
      throw error;
    }
    this.answered = true;
    if (response.ok) this.maybePaid++;
    const { status, statusText, headers } = response;
    return new Response(response.body?.pipeThrough(bounded()) ?? null, { status, statusText, headers });
  };
}

function wasNeverSent(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : null;
  return cause instanceof Error && 'code' in cause && NEVER_SENT.includes(String(cause.code));
}

function bounded(): TransformStream<Uint8Array, Uint8Array> {
  let bytes = 0;
  return new TransformStream({
    transform(chunk, controller) {
      bytes += chunk.byteLength;
      if (bytes > MOST_BYTES) controller.error(new Error('the answer is too long'));
      else controller.enqueue(chunk);
    },
  });
}
