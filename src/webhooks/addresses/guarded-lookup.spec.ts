import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AddressRefused, guardedLookup, type Resolve } from './guarded-lookup.js';

const address = (text: string): LookupAddress => ({ address: text, family: text.includes(':') ? 6 : 4 });
const answers =
  (...texts: string[]): Resolve =>
  () =>
    Promise.resolve(texts.map(address));

function look(resolve: Resolve, all: boolean): Promise<unknown> {
  return new Promise((done, failed) =>
    guardedLookup(resolve)('hooks.example.com', { all }, (error, found) =>
      error ? failed(error) : done(found),
    ),
  );
}

describe('a name that is connected to', () => {
  it('is found in the form that is asked for', async () => {
    expect(await look(answers('8.8.8.8', '1.1.1.1'), true)).toEqual([address('8.8.8.8'), address('1.1.1.1')]);
    expect(await look(answers('2606:4700::1'), false)).toBe('2606:4700::1');
  });

  it.each([
    ['a private address', ['127.0.0.1']],
    ['a public and a private one', ['8.8.8.8', '10.0.0.1']],
    ['a private one inside IPv6', ['::ffff:192.168.0.1']],
    ['none at all', []],
  ])('is refused with %s', async (_, texts) => {
    await expect(look(answers(...texts), true)).rejects.toBeInstanceOf(AddressRefused);
    await expect(look(answers(...texts), false)).rejects.toBeInstanceOf(AddressRefused);
  });

  it('passes on why it has no address', async () => {
    const resolve: Resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    await expect(look(resolve, true)).rejects.toMatchObject({ code: 'ENOTFOUND' });
  });
});

describe('a name that leads elsewhere at the second look', () => {
  let server: Server;
  let port: number;
  let connections = 0;

  beforeAll(async () => {
    server = createServer((_, answer) => answer.end());
    server.on('connection', () => connections++);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  afterAll(() => {
    server.close();
  });

  it('is not connected to: what is looked at is what the connection takes', async () => {
    const found = [['8.8.8.8'], ['127.0.0.1']];
    const resolve: Resolve = () => Promise.resolve((found.shift() ?? []).map(address));
    await expect(look(resolve, true)).resolves.toEqual([address('8.8.8.8')]);
    const call = request({
      host: 'hooks.example.com',
      port,
      agent: false,
      lookup: guardedLookup(resolve),
    });
    call.end();
    const [error] = (await once(call, 'error')) as unknown[];
    expect(error).toBeInstanceOf(AddressRefused);
    expect(connections).toBe(0);
  });
});
