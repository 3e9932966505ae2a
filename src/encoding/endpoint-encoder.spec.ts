import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { EndpointEncoder } from './endpoint-encoder.js';
import { likeness } from './vectors.js';

type Asked = { model: string; input: string[]; key: string | undefined };
type Answer = (texts: string[], response: ServerResponse) => void;

/** By how long a text is and how many words it has; in the reverse order, as the protocol allows. */
const embeddings = (texts: string[]): { data: unknown[] } => ({
  data: texts
    .map((text, index) => ({ index, embedding: [text.length, text.split(' ').length, 1] }))
    .reverse(),
});

let server: Server;
let url: string;
let answer: Answer;
const asked: Asked[] = [];

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { model, input } = (await json(request)) as Asked;
  asked.push({ model, input, key: request.headers.authorization });
  answer(input, response);
}

beforeAll(async () => {
  server = createServer((request, response) => void serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

beforeEach(() => {
  asked.length = 0;
  answer = (texts, response) => response.end(JSON.stringify(embeddings(texts)));
});

const encoder = (over: { seconds?: number; key?: string } = {}): EndpointEncoder =>
  new EndpointEncoder({ url, model: 'small', seconds: 30, ...over });

describe('an encoder elsewhere', () => {
  it('is asked by its model and key, a part at a time, and each text gets its own vector', async () => {
    const texts = Array.from({ length: 70 }, (_, i) => 'x'.repeat(i + 1));
    const vectors = await encoder({ key: 'secret' }).encode(texts);
    expect(asked.map(({ input }) => input.length)).toEqual([64, 6]);
    expect(asked[0]).toMatchObject({ model: 'small', key: 'Bearer secret' });
    expect([...(vectors[69]?.parts ?? [])]).toEqual([127, 2, 2]);
  });

  it('is sent no key where there is none', async () => {
    await encoder().encode(['one']);
    expect(asked[0]?.key).toBeUndefined();
  });

  it.each<[string, unknown]>([
    ['fewer vectors than texts', { data: [{ index: 0, embedding: [1, 2] }] }],
    ['two vectors for one text', { data: [0, 0].map((index) => ({ index, embedding: [1, 2] })) }],
    ['something else than numbers', { data: [0, 1].map((index) => ({ index, embedding: ['a', null] })) }],
    [
      'vectors of different lengths',
      { data: [[1], [1, 2]].map((embedding, index) => ({ index, embedding })) },
    ],
    ['no list', { error: 'busy' }],
    ['nothing', null],
  ])('fails where it gives %s', async (_, body) => {
    answer = (__, response) => response.end(JSON.stringify(body));
    await expect(encoder().encode(['one', 'two'])).rejects.toThrow('the encoder gave');
  });

  it('fails where it refuses', async () => {
    answer = (_, response) => response.writeHead(429).end('slow down');
    await expect(encoder().encode(['one'])).rejects.toThrow('the encoder answered 429');
  });

  it('fails where it does not answer in time', async () => {
    answer = () => undefined;
    await expect(encoder({ seconds: 0.1 }).encode(['one'])).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('measures its scale once, and again only where that failed', async () => {
    const one = encoder();
    const works = answer;
    answer = (_, response) => response.writeHead(500).end();
    await expect(one.scale()).rejects.toThrow('500');
    answer = works;
    const scale = await one.scale();
    const before = asked.length;
    expect(await one.scale()).toBe(scale);
    expect(asked).toHaveLength(before);
    const [a] = await one.encode(['same']);
    if (a) expect(Number.isFinite(likeness(a, a, scale))).toBe(true);
  });
});
