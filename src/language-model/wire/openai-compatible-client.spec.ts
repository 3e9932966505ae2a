import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { answering, completing, ModelServer, refusing } from '../../../test/support/model-server.js';
import type { EndpointModelOptions } from '../endpoint-options.js';
import { ModelFault, ModelResting, type ModelRequest } from '../language-model.js';
import { OpenAiCompatibleClient } from './openai-compatible-client.js';

const REQUEST: ModelRequest<{ colour: string }> = {
  task: 'title',
  system: 'Name the colour.',
  prompt: 'The lamp is red.',
  schema: z.object({ colour: z.string() }),
  mostTokens: 50,
};

let server: ModelServer;
beforeAll(async () => {
  server = await ModelServer.start();
});
afterAll(() => server.close());
beforeEach(() => {
  server.reset();
  server.reply = answering({ colour: 'red' });
});

const client = (over: Partial<EndpointModelOptions> = {}): OpenAiCompatibleClient =>
  new OpenAiCompatibleClient({
    ...{ url: server.url, model: 'small', key: 'hidden', prices: { input: 1, output: 1 } },
    ...{ jsonSchema: true, seconds: 30, concurrency: 2 },
    ...over,
  });

async function faultOf(asking: Promise<unknown>): Promise<ModelFault> {
  const error = await asking.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ModelFault);
  return error as ModelFault;
}

describe('a model that is asked', () => {
  it('gets instructions, material, form and limit, by model and key, and tells what it counted', async () => {
    const answer = await client().ask(REQUEST);
    expect(answer).toMatchObject({ value: { colour: 'red' }, usage: { input: 100, output: 50 }, lost: 0 });
    const [sent] = server.sent;
    expect(sent).toMatchObject({ model: 'small', key: 'Bearer hidden', max_tokens: 50 });
    expect(sent?.messages).toEqual([
      { role: 'system', content: 'Name the colour.' },
      { role: 'user', content: 'The lamp is red.' },
    ]);
    expect(sent?.response_format).toMatchObject({ type: 'json_schema', json_schema: { name: 'title' } });
  });

  it('gets exactly what is shown beforehand', async () => {
    const one = client();
    const shown = await one.render(REQUEST);
    expect(server.sent).toEqual([]);
    await one.ask(REQUEST);
    const [sent] = server.sent;
    expect({ ...JSON.parse(shown), key: 'Bearer hidden' }).toEqual(sent);
    expect(shown).not.toContain('hidden');
  });

  it('is asked for JSON alone where it takes no schema, and for nothing by a key where there is none', async () => {
    await client({ jsonSchema: false, key: undefined }).ask(REQUEST);
    expect(server.sent[0]?.response_format).toEqual({ type: 'json_object' });
    expect(server.sent[0]?.key).toBeUndefined();
  });

  it('may put its answer between fences, and need not count', async () => {
    server.reply = completing({ content: '```json\n{"colour":"red"}\n```', usage: null });
    expect(await client().ask(REQUEST)).toMatchObject({ value: { colour: 'red' }, usage: null, lost: 1 });
  });

  it.each([
    ['no_json', completing({ content: 'It is {"colour": "red' })],
    ['wrong_form', answering({ colour: 7 })],
    ['wrong_form', answering(['red'])],
    ['cut_off', completing({ content: '{"colour": "re', finish: 'length' })],
    ['declined', completing({ content: null, refusal: 'I would rather not.' })],
    ['declined', completing({ content: '', finish: 'content_filter' })],
  ])('is %s where it answers so, and is paid for what it counted', async (code, reply) => {
    server.reply = reply;
    const fault = await faultOf(client().ask(REQUEST));
    expect(fault.code).toBe(code);
    expect(fault.usage === null ? fault.lost : fault.usage.output).toBe(fault.usage === null ? 1 : 50);
    expect(server.sent).toHaveLength(1);
  });

  it.each([
    ['not_accepted', 401, 1],
    ['not_accepted', 400, 1],
    ['rate_limited', 429, 3],
    ['service_error', 500, 3],
    ['service_error', 503, 3],
  ])('is %s where the service answers %i, after so many attempts: %i', async (code, status, attempts) => {
    server.reply = refusing(status);
    expect(await faultOf(client().ask(REQUEST))).toMatchObject({ code, status, lost: 0 });
    expect(server.sent).toHaveLength(attempts);
  });

  it('is asked again where the service was busy', async () => {
    server.reply = (response, sent) =>
      (server.sent.length < 3 ? refusing(429) : answering({ colour: 'red' }))(response, sent);
    expect((await client().ask(REQUEST)).value).toEqual({ colour: 'red' });
  });

  it('may have been paid for an answer that does not come in time, breaks off, or is no answer', async () => {
    server.reply = () => undefined;
    expect(await faultOf(client({ seconds: 0.2 }).ask(REQUEST))).toMatchObject({ code: 'timeout', lost: 1 });
    server.reply = (response) => response.end('<html>');
    expect(await faultOf(client().ask(REQUEST))).toMatchObject({ code: 'no_json', lost: 1 });
    server.reply = (response) => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': '500' });
      response.write('{"choices":', () => response.destroy());
    };
    const broken = await faultOf(client({ seconds: 0.5 }).ask(REQUEST));
    expect(broken.lost).toBeGreaterThan(0);
  });

  it('is not followed elsewhere', async () => {
    server.reply = (response) => response.writeHead(307, { location: 'http://127.0.0.1:1/v1' }).end();
    expect((await faultOf(client({ seconds: 0.5 }).ask(REQUEST))).usage).toBeNull();
    expect(server.sent.length).toBeLessThanOrEqual(3);
  });

  it('tells in no fault what it was sent', async () => {
    server.reply = refusing(400);
    const fault = await faultOf(client().ask(REQUEST));
    expect([JSON.stringify(fault), String(fault.stack), String(fault.cause)].join()).not.toContain('lamp');
  });
});

describe('a service that fails again and again', () => {
  it('is let alone, and answers that are wrong do not count', async () => {
    const one = client();
    const ask = (): Promise<unknown> => one.inTurn(() => one.ask(REQUEST));
    server.reply = answering({ colour: 7 });
    for (let i = 0; i < 6; i++) expect((await faultOf(ask())).code).toBe('wrong_form');
    server.reply = refusing(401);
    for (let i = 0; i < 5; i++) expect((await faultOf(ask())).code).toBe('not_accepted');
    server.reset();
    await expect(ask()).rejects.toThrow(ModelResting);
    expect(server.sent).toEqual([]);
  });
});

describe('many calls at a time', () => {
  it('take turns', async () => {
    const one = client({ concurrency: 2 });
    const waiting: (() => void)[] = [];
    server.reply = (response, sent) => {
      waiting.push(() => answering({ colour: 'red' })(response, sent));
      if (waiting.length === 2 || server.sent.length === 7) for (const go of waiting.splice(0)) go();
    };
    await Promise.all(Array.from({ length: 7 }, () => one.inTurn(() => one.ask(REQUEST))));
    expect(server.mostOpen).toBe(2);
  });
});
