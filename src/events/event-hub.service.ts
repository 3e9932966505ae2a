import { finished } from 'node:stream/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CredentialsService } from '../accounts/access/credentials.service.js';
import { Config } from '../kernel/config.js';
import { Metrics } from '../kernel/metrics/metrics.js';
import type { Actor } from '../kernel/http/actor.js';
import { AccountEventsService } from './account-events.service.js';
import { EventFeed } from './event-feed.js';
import { EventListener } from './event-listener.js';
import { EventStream } from './event-stream.js';
import type { EventType, StreamBounds } from './event-type.js';
import { streamsBusy, tooManyStreams } from './events.errors.js';

/** Streams of one process, whoever has them open. */
const MOST_STREAMS = 5_000;
/** Writers that looked before the account was watched commit within this time, mostly. */
const LOOK_AGAIN_MS = [250, 1_000, 4_000];
/** A client that does not take the last words in this time is cut off. */
const DRAIN_MS = 1_000;

export interface Listening {
  /** The credential itself, to be looked at again and again. */
  credential: string;
  /** The last position that the client has seen; null for what happens from now on. */
  after: number | null;
  /** Null for all. */
  types: readonly EventType[] | null;
  /** After so many seconds the stream ends; null for one that goes on. */
  seconds: number | null;
}

interface Listener {
  stream: EventStream;
  accountId: string;
  credential: string;
}

/** The open event streams of this process. */
@Injectable()
export class EventHub implements OnModuleInit, BeforeApplicationShutdown {
  private readonly logger = new Logger(EventHub.name);
  private readonly feeds = new Map<string, EventFeed>();
  private readonly listeners = new Set<Listener>();
  /** How many streams each credential has open. */
  private readonly counts = new Map<string, number>();
  private timer: NodeJS.Timeout | null = null;
  private beating: Promise<void> | null = null;
  private ending = false;

  constructor(
    private readonly config: Config,
    private readonly events: AccountEventsService,
    private readonly listener: EventListener,
    private readonly credentials: CredentialsService,
    private readonly metrics: Metrics,
  ) {}

  onModuleInit(): void {
    this.metrics.gauge(
      'event_streams_open',
      'Event streams that this process has open',
      () => this.listeners.size,
    );
    this.listener.wakes.on('account', (accountId) => this.feeds.get(accountId)?.wake());
    this.listener.wakes.on(
      'credentials',
      (accountId) =>
        void this.expel([...this.listeners].filter((listener) => listener.accountId === accountId)),
    );
    this.listener.wakes.on('all', () => {
      this.feeds.forEach((feed) => feed.wake());
      void this.expel([...this.listeners]);
    });
  }

  /** Ends every stream, so that their connections do not keep the server from closing. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    if (this.timer) clearInterval(this.timer);
    const streams = [...this.listeners].map(({ stream }) => stream);
    for (const stream of streams) stream.close('shutdown');
    const cutOff = setTimeout(() => streams.forEach((stream) => stream.destroy()), DRAIN_MS);
    await Promise.all(streams.map((stream) => finished(stream).catch(() => undefined)));
    clearTimeout(cutOff);
    await this.beating;
    await this.listener.end();
  }

  /**
   * Opens a stream of an actor's account.
   * @throws DomainError 429 `too_many_streams`, 503 `streams_busy`
   */
  async open(actor: Actor, listening: Listening): Promise<EventStream> {
    this.admit(actor.credential);
    try {
      await this.listener.start();
      const bounds = await this.events.watch(actor.accountId, this.watchSeconds);
      if (this.ending) throw streamsBusy();
      return this.join(actor, listening, bounds);
    } catch (error) {
      this.leave(actor.credential);
      throw error;
    }
  }

  private join(
    actor: Actor,
    { credential, after, types, seconds }: Listening,
    bounds: StreamBounds,
  ): EventStream {
    const { lastPosition, clearedThrough } = bounds;
    const feed = this.feedOf(actor.accountId, lastPosition);
    const reset =
      after === null ? null : after > lastPosition ? 'unknown' : after < clearedThrough ? 'expired' : null;
    const position = after === null || reset ? lastPosition : after;
    const stream = new EventStream(feed, position, types && new Set(types));
    const listener = { stream, accountId: actor.accountId, credential };
    this.listeners.add(listener);
    feed.streams.add(stream);
    const ending =
      seconds === null ? undefined : setTimeout(() => stream.close('time'), seconds * 1_000).unref();
    stream.on('error', (error) => this.logger.warn({ err: error }, 'an event stream broke off'));
    stream.once('close', () => {
      clearTimeout(ending);
      this.listeners.delete(listener);
      feed.streams.delete(stream);
      if (feed.streams.size === 0) this.feeds.delete(actor.accountId);
      this.leave(actor.credential);
    });
    stream.begin(reset);
    // The credential may have ended since it was looked at, before anybody would have been told of it here.
    void this.expel([listener]);
    return stream;
  }

  private feedOf(accountId: string, lastPosition: number): EventFeed {
    const there = this.feeds.get(accountId);
    if (there) return there;
    const feed = new EventFeed(accountId, lastPosition, this.events, (error) =>
      this.logger.warn({ err: error }, 'events could not be read'),
    );
    this.feeds.set(accountId, feed);
    for (const ms of LOOK_AGAIN_MS) setTimeout(() => feed.streams.size > 0 && feed.wake(), ms).unref();
    this.timer ??= setInterval(() => {
      this.beating ??= this.beat().finally(() => (this.beating = null));
    }, this.config.EVENT_HEARTBEAT_SECONDS * 1_000).unref();
    return feed;
  }

  /** Tells clients that the connection lives, and looks whether they may still listen and for what nobody woke us. */
  private async beat(): Promise<void> {
    const now = Date.now();
    for (const { stream } of this.listeners) stream.beat(now);
    await this.expel([...this.listeners]);
    for (const feed of this.feeds.values()) {
      await this.events
        .watch(feed.accountId, this.watchSeconds)
        .catch((error: unknown) => this.logger.warn({ err: error }, 'an account could not be watched'));
      feed.wake();
    }
  }

  /** Ends the streams of those whose credential is no good any more. */
  private async expel(listeners: readonly Listener[]): Promise<void> {
    for (const credential of new Set(listeners.map((listener) => listener.credential))) {
      try {
        if (await this.credentials.findActor(credential)) continue;
        for (const listener of listeners) {
          if (listener.credential === credential) listener.stream.close('credential');
        }
      } catch (error) {
        // Nothing is known, so nobody is shut out.
        this.logger.warn({ err: error }, 'a credential could not be looked at');
      }
    }
  }

  private admit(credential: string): void {
    const open = this.counts.get(credential) ?? 0;
    if (open >= this.config.EVENT_STREAMS) throw tooManyStreams(open);
    if (this.ending || this.listeners.size >= MOST_STREAMS) throw streamsBusy();
    this.counts.set(credential, open + 1);
  }

  private leave(credential: string): void {
    const open = (this.counts.get(credential) ?? 1) - 1;
    if (open > 0) this.counts.set(credential, open);
    else this.counts.delete(credential);
  }

  private get watchSeconds(): number {
    return 3 * this.config.EVENT_HEARTBEAT_SECONDS + 15;
  }
}
