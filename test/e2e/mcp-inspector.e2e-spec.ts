import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { partsOf } from '../support/assistant.js';
import { FlowPublisher } from '../support/flow-publisher.js';

const INSPECTOR = join(PROJECT_ROOT, 'node_modules', '.bin', 'mcp-inspector');

/** A client that was written by others: the command line of the Inspector. */
describe('the Inspector', () => {
  let test: TestApp;
  let url: string;
  let account: TestAccount;
  let flow_id: string;
  let home: string;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    await test.app.listen(0, '127.0.0.1');
    url = await test.app.getUrl();
    account = await test.openAccount();
    flow_id = await new FlowPublisher(test).publish(account, { title: 'Lamp is dark' });
    home = await mkdtemp(join(tmpdir(), 'resolutionflow-inspector-'));
  });

  afterAll(async () => {
    await test.close();
    await rm(home, { recursive: true, force: true });
  });

  async function inspect(...args: string[]): Promise<{ status: number; output: string; faults: string }> {
    const header = ['--header', `Authorization: Bearer ${account.tokens.engineer}`];
    const child = spawn(INSPECTOR, ['--cli', `${url}/mcp`, '--transport', 'http', ...header, ...args], {
      env: { PATH: process.env.PATH, HOME: home },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let faults = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (faults += chunk.toString()));
    const [status] = (await once(child, 'close')) as [number];
    return { status, output, faults };
  }

  async function shown(...args: string[]) {
    const { status, output, faults } = await inspect(...args);
    expect({ status, faults }).toEqual({ status: 0, faults: '' });
    return JSON.parse(output);
  }

  it('lists tools, resources and prompts, and finds no schema that some clients would not take', async () => {
    const { tools } = await shown('--method', 'tools/list', '--strict');
    expect(tools.length).toBe(15);
    const { resources } = await shown('--method', 'resources/list');
    expect(resources).toMatchObject([{ uri: `resolutionflow://flows/${flow_id}`, name: 'Lamp is dark' }]);
    const { prompts } = await shown('--method', 'prompts/list');
    expect(prompts).toMatchObject([{ name: 'work_through_problem' }]);
  });

  it('calls tools, reads a resource and gets a prompt', async () => {
    const called = ['--method', 'tools/call', '--tool-name'];
    const found = await shown(...called, 'find_flows', '--tool-arg', 'problem=the lamp is dark');
    expect(found.structuredContent.flows).toMatchObject([{ flow_id }]);
    const walk = await shown(...called, 'start_walk', '--tool-arg', `flow_id=${flow_id}`);
    expect(partsOf(walk.content[0].text).own).toContain('answer_walk');
    const uri = `resolutionflow://flows/${flow_id}/versions/1`;
    const { contents } = await shown('--method', 'resources/read', '--uri', uri);
    expect(contents).toMatchObject([{ uri, mimeType: 'text/markdown' }]);
    const prompt = ['--prompt-name', 'work_through_problem', '--prompt-args', 'problem=Dark'];
    const { messages } = await shown('--method', 'prompts/get', ...prompt);
    expect(messages[0].content.text).toContain('Problem: Dark');
  });

  it('shows an error of a tool', async () => {
    const { output } = await inspect(
      ...['--method', 'tools/call', '--tool-name', 'read_walk', '--tool-arg', `walk_id=${flow_id}`],
    );
    expect(output).toContain('Error not_found: Not found.');
  });
});
