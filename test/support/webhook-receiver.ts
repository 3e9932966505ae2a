import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ReceivedMessage {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A server on this machine that webhooks are sent to. */
export class WebhookReceiver {
  readonly messages: ReceivedMessage[] = [];
  /** How it answers; 204 until a test sets another. */
  answer: (response: ServerResponse, message: ReceivedMessage) => void;
  private readonly waiting: ((message: ReceivedMessage) => void)[] = [];

  private constructor(private readonly server: Server) {
    this.answer = ok;
    server.on('request', (request, response) => void this.receive(request, response));
  }

  static async start(): Promise<WebhookReceiver> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new WebhookReceiver(server);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}/hook`;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  reset(): void {
    this.messages.length = 0;
    this.answer = ok;
  }

  /** The next message to arrive. */
  next(): Promise<ReceivedMessage> {
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString('utf8');
    const message = { path: request.url ?? '', headers: request.headers, body };
    this.messages.push(message);
    this.answer(response, message);
    this.waiting.shift()?.(message);
  }
}

const ok = (response: ServerResponse): void => void response.writeHead(204).end();

/** As a receiver verifies a message: the signatures among those sent that a secret (`whsec_...`) makes. */
export function verify({ headers, body }: ReceivedMessage, secret: string): number {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = `${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.${body}`;
  const expected = `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((signature) => signature === expected).length;
}
