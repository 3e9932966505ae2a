import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';

/** What the thread's script posts for each message that it gets. */
type Answer<A> = { output: A } | { fault: string };

/**
 * A thread of its own for a library that computes without pause: the program goes on meanwhile, and what takes too
 * long is ended with its thread. It is asked one thing at a time; whoever asks waits for the one before.
 */
export class BusyThread<Q, A> {
  private thread: Worker | null = null;
  private last: Promise<unknown> = Promise.resolve();

  /**
   * @param script CommonJS, which posts an `Answer` for each message
   * @param workerData what the script finds in `workerData`
   * @param maxSeconds how long an answer may take
   */
  constructor(
    private readonly script: string,
    private readonly workerData: Record<string, string | string[]>,
    private readonly maxSeconds: number,
  ) {}

  /**
   * The answer to a question; null when there is none in time.
   * @throws Error with what the library says when it fails
   */
  ask(question: Q): Promise<A | null> {
    const turn = this.last.then(() => this.askNow(question));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  /** Gives its memory back; the next question starts another. */
  async end(): Promise<void> {
    const { thread } = this;
    this.thread = null;
    await thread?.terminate();
  }

  private async askNow(question: Q): Promise<A | null> {
    const thread = (this.thread ??= new Worker(this.script, { eval: true, workerData: this.workerData }));
    thread.ref();
    const answer = await this.answerOf(thread, question);
    if (answer === null || 'fault' in answer) await this.end();
    if (answer === null) return null;
    if ('fault' in answer) throw new Error(`drawing failed: ${answer.fault}`);
    // A thread that waits keeps no process alive.
    thread.unref();
    return answer.output;
  }

  private async answerOf(thread: Worker, question: Q): Promise<Answer<A> | null> {
    const over = new AbortController();
    const options = { signal: over.signal };
    const said = once(thread, 'message', options).then(([answer]) => answer as Answer<A>);
    const ended = once(thread, 'exit', options).then(() => ({ fault: 'its thread has ended' }));
    const late = setTimeout(this.maxSeconds * 1000, null, options);
    thread.postMessage(question);
    try {
      return await Promise.race([said, ended, late]);
    } catch (error) {
      // `once` fails with the error that the thread ended with.
      return { fault: String(error) };
    } finally {
      over.abort();
      await Promise.allSettled([said, ended, late]);
    }
  }
}
