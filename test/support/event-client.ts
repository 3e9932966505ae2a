import { once } from 'node:events';
import { request, type ClientRequest, type IncomingMessage } from 'node:http';

export interface ServerEvent {
  id: string;
  event: string;
  data: { type?: string; timestamp?: string; reason?: string; data?: Record<string, unknown> };
}

export interface ClientOptions {
  lastEventId?: string;
  /** What the client is sent with instead of the token, as a browser is. */
  cookie?: string;
  /** What follows `/v1/events`, such as `?types=flow.published`. */
  query?: string;
}

/** A client of server-sent events over a connection of its own, by the letter of their specification. */
export class EventClient {
  /** What a client resumes with. */
  lastEventId = '';
  heartbeats = 0;
  /** Resolves when the server has ended the stream, rejects when the connection broke. */
  readonly ended: Promise<void>;
  private readonly received: ServerEvent[] = [];
  private arrived: (() => void) | null = null;
  private text = '';

  private constructor(
    private readonly call: ClientRequest,
    readonly response: IncomingMessage,
  ) {
    this.ended = new Promise((resolve, reject) => {
      response.once('end', resolve);
      response.once('error', reject);
    });
    this.ended.catch(() => undefined);
    response.setEncoding('utf8');
    response.on('data', (chunk: string) => this.parse(chunk));
  }

  static async open(url: string, token: string, options: ClientOptions = {}): Promise<EventClient> {
    const call = request(`${url}/v1/events${options.query ?? ''}`, {
      agent: false,
      headers: {
        ...(options.cookie === undefined ? { authorization: `Bearer ${token}` } : { cookie: options.cookie }),
        ...(options.lastEventId === undefined ? {} : { 'last-event-id': options.lastEventId }),
      },
    });
    call.on('error', () => undefined);
    call.end();
    const [response] = (await once(call, 'response')) as [IncomingMessage];
    const client = new EventClient(call, response);
    // The first bytes come when the stream is watched.
    if (response.statusCode === 200) await once(response, 'data');
    return client;
  }

  /** The next event, once it is there. */
  async next(): Promise<ServerEvent> {
    for (;;) {
      const event = this.received.shift();
      if (event) return event;
      await new Promise<void>((resolve) => (this.arrived = resolve));
    }
  }

  async take(count: number): Promise<ServerEvent[]> {
    const events: ServerEvent[] = [];
    while (events.length < count) events.push(await this.next());
    return events;
  }

  /** Breaks the connection, as a network does. */
  drop(): void {
    this.call.destroy();
  }

  /** Takes nothing more from the connection until `response.resume()`. */
  stall(): void {
    this.response.pause();
  }

  private parse(chunk: string): void {
    this.text += chunk;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) this.dispatch(block.split('\n'));
    this.arrived?.();
  }

  private dispatch(lines: string[]): void {
    const field = (name: string): string[] =>
      lines.filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2));
    if (lines.some((line) => line.startsWith(':'))) this.heartbeats++;
    this.lastEventId = field('id').at(-1) ?? this.lastEventId;
    const data = field('data').join('\n');
    if (data === '') return;
    this.received.push({
      id: this.lastEventId,
      event: field('event').at(-1) ?? 'message',
      data: JSON.parse(data) as ServerEvent['data'],
    });
  }
}
