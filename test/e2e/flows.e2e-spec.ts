import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../../src/flows/document/flow-document.example.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';

let test: TestApp;
let publisher: FlowPublisher;

beforeAll(async () => {
  test = await startTestApp();
  publisher = new FlowPublisher(test);
});

afterAll(async () => {
  await test.close();
});

describe('a published flow', () => {
  it('is read as it was published', async () => {
    const account = await test.openAccount();
    const proposalId = v7();
    const id = await publisher.publish(account, { proposalId, changeSummary: 'First version' });
    const { body } = await test.as(account.tokens.viewer).get(`/v1/flows/${id}`).expect(200);
    expect(body).toEqual({
      id,
      merged_into: null,
      critical: false,
      owner_id: account.userIds.reviewer,
      verified_at: expect.any(String),
      verified_by: account.userIds.reviewer,
      verify_every: null,
      needs_verification_since: null,
      verification_reasons: [],
      downgraded_at: null,
      open_flags: 0,
      title: 'Printer offline',
      description: 'A network printer is offline',
      problem_domain: 'printing',
      team_id: null,
      status: 'published',
      version: 1,
      proposal_id: proposalId,
      published_by: account.userIds.reviewer,
      published_by_name: 'Priya Nair',
      published_at: expect.any(String),
      change_summary: 'First version',
      created_at: expect.any(String),
      updated_at: expect.any(String),
      flow_data: PRINTER_OFFLINE,
    });
    expect(Object.keys(body.flow_data)).toEqual(['schema_version', 'entries', 'nodes', 'edges']);
  });

  it('moves on to its next version and keeps the one before', async () => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    const proposalId = v7();
    await expect(publisher.publishNext(account, id, 1, proposalId)).resolves.toEqual({ version: 2 });
    const viewer = test.as(account.tokens.viewer);
    const now = await viewer.get(`/v1/flows/${id}`).expect(200);
    expect(now.body).toMatchObject({
      version: 2,
      proposal_id: proposalId,
      change_summary: 'Adds the driver',
      flow_data: PRINTER_OFFLINE_LATER,
    });
    const before = await viewer.get(`/v1/flows/${id}/versions/1`).expect(200);
    expect(before.body).toMatchObject({
      flow_id: id,
      version: 1,
      proposal_id: null,
      flow_data: PRINTER_OFFLINE,
    });
  });

  it('says what led from one version to another', async () => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    await publisher.publishNext(account, id, 1);
    const viewer = test.as(account.tokens.viewer);
    const forth = await viewer.get(`/v1/flows/${id}/compare?from=1&to=2`).expect(200);
    expect(forth.body).toEqual({ flow_id: id, from: 1, to: 2, diff: PRINTER_OFFLINE_DIFF });
    const back = await viewer.get(`/v1/flows/${id}/compare?from=2&to=1`).expect(200);
    expect(back.body.diff).toMatchObject({ base_version: 2, nodes: { added: [], changed: [] } });
    expect(back.body.diff.nodes.removed).toEqual(PRINTER_OFFLINE_DIFF.nodes.added);
    const same = await viewer.get(`/v1/flows/${id}/compare?from=2&to=2`).expect(200);
    expect(same.body.diff.entries).toEqual({ added: [], removed: [], order: null });
  });

  it('lists its versions, the newest first, page by page, without documents', async () => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    for (const version of [1, 2, 3]) await publisher.publishNext(account, id, version);
    const viewer = test.as(account.tokens.viewer);
    const first = await viewer.get(`/v1/flows/${id}/versions?limit=3`).expect(200);
    expect(first.body.items.map((item: { version: number }) => item.version)).toEqual([4, 3, 2]);
    expect(first.body.items[0]).not.toHaveProperty('flow_data');
    const cursor: string = first.body.next_cursor;
    const last = await viewer.get(`/v1/flows/${id}/versions`).query({ limit: 3, cursor }).expect(200);
    expect(last.body.items).toHaveLength(1);
    expect(last.body).toMatchObject({ items: [{ version: 1, change_summary: null }], next_cursor: null });
  });
});

describe('what is not there', () => {
  it('is 404, and another account cannot tell the difference', async () => {
    const account = await test.openAccount();
    const stranger = await test.openAccount();
    const id = await publisher.publish(account);
    for (const [token, flow] of [
      [account.tokens.admin, v7()],
      [stranger.tokens.admin, id],
    ] as const) {
      for (const path of ['', '/versions', '/versions/1', '/compare?from=1&to=1']) {
        const { body } = await test.as(token).get(`/v1/flows/${flow}${path}`).expect(404);
        expect(body).toMatchObject({ status: 404, code: 'not_found' });
      }
    }
    const { body } = await test.as(stranger.tokens.admin).get('/v1/flows').expect(200);
    expect(body.items).toEqual([]);
  });

  it('is 404 for a version that the flow has not', async () => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    const viewer = test.as(account.tokens.viewer);
    await viewer.get(`/v1/flows/${id}/versions/2`).expect(404);
    const { body } = await viewer.get(`/v1/flows/${id}/compare?from=1&to=2`).expect(404);
    expect(body.detail).toContain('Version 2');
  });
});

describe('what makes no sense', () => {
  it.each([
    ['printer', '/id'],
    ['ID/versions?limit=0', '/limit'],
    ['ID/versions/0', '/version'],
    ['ID/versions/1.5', '/version'],
    ['ID/versions/2147483648', '/version'],
    ['ID/compare?to=1', '/from'],
    ['ID/compare?from=1&to=x', '/to'],
    ['ID/compare?from=1&to=99999999999', '/to'],
  ])('%s is 422 at %s', async (path, pointer) => {
    const account = await test.openAccount();
    const response = await test.as(account.tokens.viewer).get(`/v1/flows/${path.replace('ID', v7())}`);
    expect(response.status).toBe(422);
    const pointers = response.body.errors.map((fault: { pointer: string }) => fault.pointer);
    expect(new Set(pointers)).toEqual(new Set([pointer]));
  });

  it('needs a credential to be told even so', async () => {
    for (const path of ['', `/${v7()}`, `/${v7()}/versions`, `/${v7()}/versions/1`, `/${v7()}/compare`]) {
      await test.anonymous().get(`/v1/flows${path}`).expect(401);
    }
  });
});
