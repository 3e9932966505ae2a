import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { v7 } from 'uuid';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';

/** Source: W3C, Portable Network Graphics, 5.2. */
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

let test: TestApp;
let account: TestAccount;
let flowId: string;
let viewer: ReturnType<TestApp['as']>;

beforeAll(async () => {
  test = await startTestApp();
  account = await test.openAccount();
  const publisher = new FlowPublisher(test);
  flowId = await publisher.publish(account);
  await publisher.publishNext(account, flowId, 1);
  viewer = test.as(account.tokens.viewer);
});

afterAll(() => test.close());

function get(path: string, accept = '*/*') {
  return viewer.get(path).set('accept', accept).buffer(true).parse(asText);
}

function asText(answer: Response, done: (error: Error | null, text: string) => void): void {
  let text = '';
  answer.setEncoding('utf8');
  answer.on('data', (chunk: string) => (text += chunk));
  answer.on('end', () => done(null, text));
}

describe('the diagram of a flow', () => {
  it('is SVG, under a policy that allows it nothing', async () => {
    const { body, headers } = await get(`/v1/flows/${flowId}/diagram`).expect(200);
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml; charset=utf-8',
      'content-security-policy': "default-src 'none'; sandbox",
      'x-content-type-options': 'nosniff',
      'content-disposition': 'inline; filename="printer-offline-v2.svg"',
      vary: expect.stringContaining('Accept'),
    });
    expect(body).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(body).toContain('Version 2 · printing');
    expect(body).toContain('<title>Action: Replace the driver with the Type 3 driver of the vendor.</title>');
    expect(body).not.toContain('Unchanged');
  });

  it('is Mermaid by the Accept header, and what the format says before that', async () => {
    const path = `/v1/flows/${flowId}/diagram`;
    const mermaid = await get(path, 'text/vnd.mermaid').expect(200);
    expect(mermaid.headers['content-type']).toBe('text/vnd.mermaid; charset=utf-8');
    expect(mermaid.body).toContain('flowchart TB');
    const svg = await get(`${path}?format=svg`, 'text/vnd.mermaid').expect(200);
    expect(svg.body).toContain('<svg ');
    expect((await get(`${path}?format=mermaid`, 'image/svg+xml').expect(200)).body).toBe(mermaid.body);
    const none = await viewer.get(path).set('accept', 'image/webp').expect(406);
    expect(none.body).toMatchObject({
      code: 'not_acceptable',
      offers: expect.arrayContaining(['image/svg+xml']),
    });
  });

  it('is PNG, by the format or the Accept header', async () => {
    const path = `/v1/flows/${flowId}/diagram`;
    const byFormat = await viewer.get(`${path}?format=png&overlay=traffic`).buffer(true).expect(200);
    expect(byFormat.headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="printer-offline-v2-traffic.png"',
    });
    expect((byFormat.body as Buffer).subarray(0, 8)).toEqual(PNG_SIGNATURE);
    const byHeader = await viewer.get(path).set('accept', 'image/png').buffer(true).expect(200);
    expect((byHeader.body as Buffer).subarray(0, 8)).toEqual(PNG_SIGNATURE);
  });

  it('is of an earlier version, if that is there', async () => {
    const path = `/v1/flows/${flowId}/diagram`;
    const { body } = await get(`${path}?format=mermaid&version=1`).expect(200);
    expect(body).toContain('Version 1');
    expect(body).not.toContain('driver');
    await viewer.get(`${path}?version=3`).expect(404);
    await viewer.get(`${path}?version=0`).expect(422);
    await viewer.get(`${path}?format=gif`).expect(422);
    await viewer.get(`/v1/flows/${v7()}/diagram`).expect(404);
    await test.anonymous().get(path).expect(401);
  });
});

describe('the diagram of a proposal', () => {
  it('shows what it would change, with a legend', async () => {
    const writer = new ProposalWriter(test);
    const target = await new FlowPublisher(test).publish(account);
    const id = await writer.enhancement(account, target);
    const { body, headers } = await get(`/v1/proposals/${id}/diagram`).expect(200);
    expect(headers['content-security-policy']).toBe("default-src 'none'; sandbox");
    expect(body).toContain('+ Added: 1 step, 2 ways');
    expect(body).toContain('Unchanged: 7 steps, 8 ways');
    expect(body).toContain('Enhancement of version 1 · Printer offline · pending');
    const mermaid = await get(`/v1/proposals/${id}/diagram?format=mermaid`).expect(200);
    expect(mermaid.body.match(/:::added/g)).toHaveLength(2);
  });

  it('shows a new flow as added, and what its texts say as text', async () => {
    const text = '</text><script>alert(1)</script> "]; click n0 "javascript:alert(1)" %%{init: {}}%%';
    const { nodes, edges, ...rest } = PRINTER_OFFLINE;
    const document = { ...rest, edges, nodes: nodes.map((node) => ({ ...node, text })) };
    const id = await new ProposalWriter(test).proposal(account, { document, title: '<b>&amp;"' });
    const { body } = await get(`/v1/proposals/${id}/diagram`).expect(200);
    expect(body).toContain('+ Added: 7 steps, 8 ways');
    expect(body).toContain('<title>&lt;b&gt;&amp;amp;&quot;</title>');
    expect(body).not.toContain('<script');
    const mermaid = await get(`/v1/proposals/${id}/diagram?format=mermaid`).expect(200);
    expect(mermaid.body).not.toMatch(/%%|<script|"\]; /);
  });
});

describe('an exported flow', () => {
  it('is JSON that holds the whole document', async () => {
    const { body, headers } = await viewer.get(`/v1/flows/${flowId}/export`).expect(200);
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="printer-offline-v2.json"');
    expect(body).toEqual({
      flow_id: flowId,
      title: 'Printer offline',
      description: 'A network printer is offline',
      problem_domain: 'printing',
      version: 2,
      flow_data: PRINTER_OFFLINE_LATER,
    });
  });

  it('is a runbook in Markdown', async () => {
    const { body, headers } = await get(`/v1/flows/${flowId}/export?format=markdown&version=1`).expect(200);
    expect(headers['content-type']).toBe('text/markdown; charset=utf-8');
    expect(headers['content-disposition']).toBe('attachment; filename="printer-offline-v1.md"');
    expect(body).toMatch(/^# Printer offline\n\nA network printer is offline\n/);
    expect(body.match(/^## Step \d+$/gm)).toHaveLength(7);
  });

  it('is Mermaid', async () => {
    const { body, headers } = await get(`/v1/flows/${flowId}/export`, 'text/plain').expect(200);
    expect(headers['content-disposition']).toBe('attachment; filename="printer-offline-v2.mmd"');
    expect(body).toContain('flowchart TB');
    await viewer.get(`/v1/flows/${flowId}/export`).set('accept', 'image/png').expect(406);
    await viewer.get(`/v1/flows/${flowId}/export?format=svg`).expect(422);
    await viewer.get(`/v1/flows/${v7()}/export`).expect(404);
  });
});
