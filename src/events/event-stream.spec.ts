import { once } from 'node:events';
import { Writable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import { EventFeed } from './event-feed.js';
import { EventStream, type EventSource } from './event-stream.js';
import type { StoredEvent } from './event-type.js';

const event = (position: number, type: StoredEvent['type'] = 'proposal.changed', text = ''): StoredEvent => ({
  position,
  type,
  data: { text },
  createdAt: new Date('2026-03-02T13:05:44.871Z'),
});

/** Events without end, each of them large. */
class Endless implements EventSource {
  readonly head = Number.MAX_SAFE_INTEGER;
  pages = 0;
  page(position: number, limit: number): Promise<StoredEvent[]> {
    this.pages++;
    return Promise.resolve(
      Array.from({ length: limit }, (_, i) => event(position + i + 1, 'proposal.changed', 'x'.repeat(1_000))),
    );
  }
}

const nothing: EventSource = { head: 0, page: () => Promise.resolve([]) };

/** The ids with data of what a stream has sent so far. */
function idsIn(text: string): number[] {
  return [...text.matchAll(/id: (\d+)\nevent/g)].map(([, id]) => Number(id));
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('an event stream', () => {
  it('reads one page for a client that takes nothing, and no more', async () => {
    const source = new Endless();
    const stream = new EventStream(source, 0, null);
    stream.begin(null);
    for (let i = 0; i < 20; i++) await settled();
    expect(source.pages).toBe(1);
    expect(stream.readableLength).toBeLessThan(400_000);
  });

  it('goes on with each page that its client has taken, in order', async () => {
    const source = new Endless();
    const stream = new EventStream(source, 0, null);
    stream.begin(null);
    let text = '';
    const client = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        if (source.pages > 5) stream.destroy();
        setImmediate(done);
      },
    });
    stream.pipe(client);
    await once(stream, 'close');
    const ids = idsIn(text);
    expect(ids.length).toBeGreaterThan(200);
    expect(ids).toEqual(ids.map((_, i) => i + 1));
  });

  it('sends no event twice that it is offered and has read', async () => {
    const stream = new EventStream(nothing, 3, null);
    stream.begin(null);
    await settled();
    stream.offer([event(2), event(3), event(4)]);
    stream.offer([event(4), event(5)]);
    expect(idsIn(String(stream.read()))).toEqual([4, 5]);
  });

  it('cuts a client off that has taken nothing for a minute, not before', async () => {
    const stream = new EventStream(new Endless(), 0, null);
    stream.begin(null);
    for (let i = 0; i < 20; i++) await settled();
    stream.beat(Date.now() + 50_000);
    expect(stream.destroyed).toBe(false);
    stream.beat(Date.now() + 70_000);
    expect(stream.destroyed).toBe(true);
  });

  it('sends nothing after its last words', async () => {
    const stream = new EventStream(nothing, 0, null);
    stream.begin(null);
    await settled();
    stream.close('shutdown');
    stream.close('credential');
    stream.offer([event(1)]);
    stream.beat(Date.now());
    const text = String(stream.read());
    expect(text).toMatch(/event: close\ndata: \{"reason":"shutdown"\}\n\n$/);
  });

  it('breaks off when its events cannot be read', async () => {
    const stream = new EventStream({ head: 9, page: () => Promise.reject(new Error('gone')) }, 0, null);
    const failed = once(stream, 'error');
    stream.begin(null);
    await expect(failed).resolves.toEqual([new Error('gone')]);
  });

  it('is not kept behind by events that were cleared away', async () => {
    const stream = new EventStream({ head: 9, page: () => Promise.resolve([]) }, 5, null);
    stream.begin(null);
    await settled();
    stream.offer([event(10)]);
    expect(idsIn(String(stream.read()))).toEqual([10]);
  });
});

describe('a feed', () => {
  it('looks once more when it is woken while it looks, and again after a failure', async () => {
    const answers: (() => Promise<StoredEvent[]>)[] = [
      () => {
        feed.wake();
        feed.wake();
        return Promise.resolve([]);
      },
      () => Promise.resolve([event(1), event(2)]),
      () => Promise.reject(new Error('gone')),
      () => Promise.resolve([event(3)]),
      () => Promise.resolve([]),
    ];
    const asked: number[] = [];
    const failures: unknown[] = [];
    const reader = {
      next: (_: string, position: number) => {
        asked.push(position);
        return answers.shift()?.() ?? Promise.resolve([]);
      },
      page: () => Promise.resolve([]),
    };
    const feed: EventFeed = new EventFeed('account', 0, reader, (error) => failures.push(error));
    feed.wake();
    await settled();
    expect({ asked, head: feed.head }).toEqual({ asked: [0, 0, 2], head: 2 });
    expect(failures).toEqual([new Error('gone')]);
    feed.wake();
    await settled();
    expect({ asked, head: feed.head }).toEqual({ asked: [0, 0, 2, 2, 3], head: 3 });
  });
});
