import { lookup } from 'node:dns/promises';
import { request as requestHttp, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as requestHttps } from 'node:https';
import { isIP } from 'node:net';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Config } from '../../kernel/config.js';
import type { Attempt, AttemptError } from './delivery.js';
import { retryAfterSeconds } from '../endpoint-health.js';
import { AddressRefused, guardedLookup } from '../addresses/guarded-lookup.js';
import { hostOf, isPublicAddress } from '../addresses/public-address.js';

/** Bytes of an answer that are read, and characters of it that are kept. */
const MOST_BYTES = 16_384;
const EXCERPT = 500;

const TLS_CODE = /^(ERR_TLS|ERR_SSL|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO)/;

export interface Message {
  url: string;
  headers: Record<string, string>;
  body: string;
}

class TimedOut extends Error {}

type Answer = Pick<Attempt, 'responseCode' | 'responseExcerpt' | 'retryAfter'>;

/** Sends over the network, to addresses that others named: none that is private, no redirect, not for long. */
@Injectable()
export class WebhookSender implements OnModuleDestroy {
  private readonly waiting = new Set<AbortController>();
  private stopped = false;

  constructor(private readonly config: Config) {}

  /** Breaks off what waits for an answer; the queue sends it again. */
  onModuleDestroy(): void {
    this.stopped = true;
    for (const controller of this.waiting) controller.abort();
  }

  /**
   * One attempt, however it goes.
   * @throws Error when the program stops before the receiver has answered
   */
  async send(message: Message): Promise<Attempt> {
    const startedAt = new Date();
    const began = performance.now();
    const controller = new AbortController();
    const timer = setTimeout(
      () => controller.abort(new TimedOut()),
      this.config.WEBHOOK_TIMEOUT_SECONDS * 1_000,
    );
    this.waiting.add(controller);
    const outcome = await this.post(message, controller.signal)
      .then(
        (answer) => ({ ...answer, error: errorOfStatus(answer.responseCode ?? 0) }),
        (error: unknown) => {
          if (this.stopped) throw new Error('stopped before the receiver of a webhook answered');
          const cause: unknown = controller.signal.aborted ? controller.signal.reason : error;
          return { responseCode: null, responseExcerpt: null, retryAfter: null, error: errorOf(cause) };
        },
      )
      .finally(() => {
        clearTimeout(timer);
        this.waiting.delete(controller);
      });
    return { startedAt, durationMs: Math.round(performance.now() - began), ...outcome };
  }

  private post({ url, headers, body }: Message, signal: AbortSignal): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const target = new URL(url);
      const host = hostOf(target);
      // A literal address is connected to without being looked up.
      if (!this.config.WEBHOOK_ALLOW_PRIVATE && isIP(host) !== 0 && !isPublicAddress(host)) {
        throw new AddressRefused(`${host} is private`);
      }
      const options: RequestOptions = {
        method: 'POST',
        headers: { ...headers, 'content-length': Buffer.byteLength(body) },
        // A connection of its own: one that is kept was not looked at for this name.
        agent: false,
        signal,
        ...(this.config.WEBHOOK_ALLOW_PRIVATE
          ? {}
          : { lookup: guardedLookup((name) => lookup(name, { all: true })) }),
      };
      const call = (target.protocol === 'https:' ? requestHttps : requestHttp)(target, options);
      let answered = false;
      // Once there is an answer, what breaks off is its body.
      call.on('error', (error) => answered || reject(error));
      call.once('response', (response) => {
        answered = true;
        void excerptOf(response).then((responseExcerpt) =>
          resolve({
            responseCode: response.statusCode ?? null,
            responseExcerpt,
            retryAfter: retryAfterSeconds(response.headers['retry-after'], new Date()),
          }),
        );
      });
      call.end(body);
    });
  }
}

/** The beginning of an answer's body. Its status is known, so a body that breaks off or never ends changes nothing. */
async function excerptOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      length += (chunk as Buffer).length;
      if (length >= MOST_BYTES) break;
    }
  } catch {
    // What came is what there is.
  }
  response.destroy();
  return Buffer.concat(chunks).toString('utf8').replaceAll('\0', '').slice(0, EXCERPT);
}

function errorOfStatus(status: number): AttemptError | null {
  if (status >= 200 && status < 300) return null;
  return status >= 300 && status < 400 ? 'redirect' : 'status';
}

/** By its code: errors of the system may be of another realm, and so of no class that is known here. */
function errorOf(error: unknown): AttemptError {
  if (error instanceof AddressRefused) return 'address_refused';
  if (error instanceof TimedOut) return 'timeout';
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name_not_found';
  return TLS_CODE.test(code) ? 'tls' : 'unreachable';
}
