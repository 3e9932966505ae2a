import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** What a language model was sent. */
export interface SentRequest {
  model: string;
  messages: { role: string; content: string }[];
  max_tokens: number;
  response_format?: { type: string; json_schema?: { name: string; schema: Record<string, unknown> } };
  key: string | undefined;
}

export type ModelReply = (response: ServerResponse, sent: SentRequest) => void;

/** A server on this machine that speaks the protocol of OpenAI's chat completions, as a test has it. */
export class ModelServer {
  readonly sent: SentRequest[] = [];
  /** Requests that wait for their answer now, and the most that ever did. */
  open = 0;
  mostOpen = 0;
  /** How it answers. */
  reply: ModelReply = answering({});

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.serve(request, response));
  }

  static async start(): Promise<ModelServer> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ModelServer(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** Settings of a program that asks it. */
  get settings() {
    return {
      LANGUAGE_MODEL: 'endpoint',
      LANGUAGE_MODEL_URL: this.url,
      LANGUAGE_MODEL_NAME: 'scripted',
      LANGUAGE_MODEL_KEY: 'key-of-the-tests',
      LANGUAGE_MODEL_INPUT_PRICE: '1',
      LANGUAGE_MODEL_OUTPUT_PRICE: '2',
    };
  }

  reset(): void {
    this.sent.length = 0;
    this.mostOpen = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.mostOpen = Math.max(this.mostOpen, ++this.open);
    response.on('close', () => this.open--);
    const body = (await json(request)) as Omit<SentRequest, 'key'>;
    const sent = { ...body, key: request.headers.authorization };
    this.sent.push(sent);
    this.reply(response, sent);
  }
}

interface Completion {
  content: string | null;
  finish?: string;
  refusal?: string;
  usage?: { prompt_tokens: number; completion_tokens: number } | null;
}

/** An answer with this content. */
export function completing({ content, finish = 'stop', refusal, usage }: Completion): ModelReply {
  return (response) => {
    const message = { role: 'assistant', content, ...(refusal === undefined ? {} : { refusal }) };
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({
        ...{ id: 'c1', object: 'chat.completion', created: 1_700_000_000, model: 'scripted' },
        choices: [{ index: 0, message, finish_reason: finish }],
        ...(usage === null ? {} : { usage: usage ?? { prompt_tokens: 100, completion_tokens: 50 } }),
      }),
    );
  };
}

/** An answer with this value as JSON. */
export const answering = (value: unknown, more: Partial<Completion> = {}): ModelReply =>
  completing({ content: JSON.stringify(value), ...more });

/** A refusal of the request; whoever tries again need not wait. */
export const refusing =
  (status: number): ModelReply =>
  (response) =>
    response.writeHead(status, { 'retry-after-ms': '1' }).end('{"error":{"message":"no"}}');
