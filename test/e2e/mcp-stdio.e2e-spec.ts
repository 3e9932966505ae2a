import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';

const PROGRAM = fileURLToPath(new URL('../support/mcp-main.mjs', import.meta.url));

describe('npm run mcp', () => {
  let test: TestApp;
  let url: string;
  let account: TestAccount;
  let flow_id: string;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    await test.app.listen(0, '127.0.0.1');
    url = await test.app.getUrl();
    account = await test.openAccount();
    flow_id = await new FlowPublisher(test).publish(account, { title: 'Lamp is dark' });
  });

  afterAll(() => test.close());

  async function connect(env: Record<string, string>, mode: 'auto' | 'legacy'): Promise<Client> {
    const client = new Client({ name: 'desktop', version: '1.0.0' }, { versionNegotiation: { mode } });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [PROGRAM],
        env: { PATH: process.env.PATH ?? '', ...env },
        stderr: 'ignore',
      }),
    );
    return client;
  }

  it.each([
    ['auto', '2026-07-28'],
    ['legacy', '2025-11-25'],
  ] as const)('lets a desktop assistant work with a server (%s: %s)', async (mode, version) => {
    const client = await connect(
      { RESOLUTIONFLOW_URL: url, RESOLUTIONFLOW_KEY: account.tokens.engineer },
      mode,
    );
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    expect((await client.listTools()).tools.length).toBe(15);
    const started = await client.callTool({ name: 'start_walk', arguments: { flow_id } });
    const { walk_id } = started.structuredContent as { walk_id: string };
    const { contents } = await client.readResource({ uri: `resolutionflow://flows/${flow_id}` });
    expect(JSON.stringify(contents)).toContain('Lamp is dark');
    const prompt = await client.getPrompt({ name: 'work_through_problem', arguments: { problem: 'Dark' } });
    expect(JSON.stringify(prompt.messages)).toContain('Problem: Dark');
    await client.close();
    const { body } = await test.as(account.tokens.viewer).get(`/v1/l1-walks/${walk_id}`).expect(200);
    expect(body.technician_id).toBe(account.userIds.engineer);
  });

  it.each([
    ['a key that is no good', () => url, 'unauthorized: The token or API key is wrong or revoked'],
    ['a server that is not there', () => 'http://127.0.0.1:9', 'The server cannot be reached'],
  ])('says so of %s', async (_, address, words) => {
    await expect(
      connect({ RESOLUTIONFLOW_URL: address(), RESOLUTIONFLOW_KEY: 'wrong' }, 'legacy'),
    ).rejects.toThrow(words);
  });

  it.each([
    ['a key', [], {}, 'RESOLUTIONFLOW_KEY is not set'],
    ['an address', ['--url', 'desk'], { RESOLUTIONFLOW_KEY: 'k' }, 'desk is no address'],
  ])('tells who calls it without %s', async (_, args, env, words) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let faults = '';
    let output = '';
    child.stderr.on('data', (chunk: Buffer) => (faults += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number];
    expect({ status, output }).toEqual({ status: 2, output: '' });
    expect(faults).toContain(words);
    expect(faults).toContain('usage: npm run -s mcp');
  });

  it('ends with its standard input', async () => {
    const child = spawn(process.execPath, [PROGRAM, '--url', url], {
      env: { PATH: process.env.PATH, RESOLUTIONFLOW_KEY: account.tokens.viewer },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    let faults = '';
    child.stderr.on('data', (chunk: Buffer) => (faults += chunk.toString()));
    child.stdin.end(`${JSON.stringify({ jsonrpc: '2.0', id: 'last', method: 'prompts/list' })}\n`);
    const [status] = (await once(child, 'close')) as [number];
    expect({ status, faults }).toEqual({ status: 0, faults: '' });
  });
});
