import type { EventSource, EventStream } from './event-stream.js';
import type { StoredEvent } from './event-type.js';

/** How a feed reads its account's events. */
export interface EventReader {
  /** The next after a position, those included that nobody has seen yet. */
  next(accountId: string, position: number): Promise<StoredEvent[]>;
  /** Of those that somebody has seen. */
  page(accountId: string, position: number, limit: number): Promise<StoredEvent[]>;
}

/** One account's events as they come, read once for all streams of this process. */
export class EventFeed implements EventSource {
  readonly streams = new Set<EventStream>();
  private woken = false;
  private running = false;

  constructor(
    readonly accountId: string,
    private last: number,
    private readonly reader: EventReader,
    private readonly failed: (error: unknown) => void,
  ) {}

  get head(): number {
    return this.last;
  }

  page(position: number, limit: number): Promise<StoredEvent[]> {
    return this.reader.page(this.accountId, position, limit);
  }

  /** Looks for what is new; asked while it looks, it looks once more. After a failure the next to ask tries again. */
  wake(): void {
    this.woken = true;
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    try {
      while (this.woken) {
        this.woken = false;
        await this.look();
      }
    } catch (error) {
      this.failed(error);
    } finally {
      this.running = false;
    }
  }

  private async look(): Promise<void> {
    const events = await this.reader.next(this.accountId, this.last);
    const newest = events.at(-1);
    if (!newest) return;
    this.last = newest.position;
    for (const stream of this.streams) stream.offer(events);
    // They are read so many at a time; there may be more.
    this.woken = true;
  }
}
