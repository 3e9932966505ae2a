import { Readable } from 'node:stream';
import { closeFrame, eventFrame, heartbeatFrame, resetFrame, type CloseReason } from './event-frame.js';
import type { EventType, StoredEvent } from './event-type.js';

const PAGE = 200;
const RETRY_MS = 1_000;
/** A client that takes nothing for so long is cut off; it can resume. */
const STALLED_MS = 60_000;

/** Where a stream reads what it has not seen. */
export interface EventSource {
  /** The last position that live streams were offered. */
  readonly head: number;
  page(position: number, limit: number): Promise<StoredEvent[]>;
}

/**
 * One listener's events, in order. While it keeps up it is offered them as they come. One that is behind, since it
 * resumes or is slow, is offered nothing and reads pages when its client has taken the one before: a slow client costs
 * one page of memory and loses nothing.
 */
export class EventStream extends Readable {
  private behind = true;
  private reading = false;
  private closing = false;
  private stalledSince: number | null = null;

  /**
   * @param position events after it are sent
   * @param types null for all of them
   */
  constructor(
    private readonly source: EventSource,
    private position: number,
    private readonly types: ReadonlySet<EventType> | null,
  ) {
    super();
  }

  /** Sends the first bytes, with which the client knows that it is connected. */
  begin(reset: 'expired' | 'unknown' | null): void {
    this.send(reset ? resetFrame(this.position, reset) : heartbeatFrame(this.position));
    void this.catchUp();
  }

  offer(events: readonly StoredEvent[]): void {
    if (!this.behind) this.accept(events);
  }

  beat(now: number): void {
    if (this.stalledSince === null) this.send(heartbeatFrame(this.position));
    else if (now - this.stalledSince > STALLED_MS) this.destroy();
  }

  close(reason: CloseReason): void {
    if (!this.open) return;
    this.closing = true;
    this.push(closeFrame(reason, RETRY_MS));
    this.push(null);
  }

  /** The client has taken what it was given. */
  override _read(): void {
    this.stalledSince = null;
    void this.catchUp();
  }

  private async catchUp(): Promise<void> {
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.behind && this.open && this.stalledSince === null) {
        const { head } = this.source;
        if (this.position >= head) {
          this.behind = false;
          return;
        }
        const events = await this.source.page(this.position, PAGE);
        this.accept(events);
        // The last position may be of an event that was cleared away.
        if (events.length < PAGE) this.position = Math.max(this.position, head);
      }
    } catch (error) {
      // The client comes back with what it saw last.
      this.destroy(error instanceof Error ? error : new Error('events could not be read'));
    } finally {
      this.reading = false;
    }
  }

  private accept(events: readonly StoredEvent[]): void {
    if (!this.open) return;
    const frames: string[] = [];
    for (const event of events) {
      if (event.position <= this.position) continue;
      this.position = event.position;
      if (this.types === null || this.types.has(event.type)) frames.push(eventFrame(event));
    }
    if (frames.length > 0) this.send(frames.join(''));
  }

  private send(frames: string): void {
    if (!this.open || this.push(frames)) return;
    this.behind = true;
    this.stalledSince ??= Date.now();
  }

  private get open(): boolean {
    return !this.destroyed && !this.closing;
  }
}
