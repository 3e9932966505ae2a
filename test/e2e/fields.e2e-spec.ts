import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';

let test: TestApp;
let account: TestAccount;
let viewer: ReturnType<TestApp['as']>;
let flowId: string;

beforeAll(async () => {
  test = await startTestApp();
  account = await test.openAccount();
  viewer = test.as(account.tokens.viewer);
  flowId = await new FlowPublisher(test).publish(account);
  await new ProposalWriter(test).proposal(account);
});

afterAll(() => test.close());

describe('?fields=', () => {
  it('shortens one thing', async () => {
    const { body, headers } = await viewer.get(`/v1/flows/${flowId}?fields=title,version`).expect(200);
    expect(body).toEqual({ title: 'Printer offline', version: 1 });
    expect(headers['content-type']).toBe('application/json; charset=utf-8');
  });

  it('shortens each item of a page, beside the other parameters, and keeps where the next page begins', async () => {
    const { body } = await viewer.get('/v1/proposals?status=pending&limit=1&fields=status,title').expect(200);
    expect(body).toEqual({ items: [{ status: 'pending', title: expect.any(String) }], next_cursor: null });
  });

  it('leaves the tag that of the whole, so that it can be asked and decided by', async () => {
    const { body } = await viewer.get('/v1/proposals?fields=id').expect(200);
    const [{ id } = { id: '' }] = (body as { items: { id: string }[] }).items;
    const whole = await viewer.get(`/v1/proposals/${id}`).expect(200);
    const short = await viewer.get(`/v1/proposals/${id}?fields=status`).expect(200);
    expect(short.body).toEqual({ status: 'pending' });
    expect(short.headers['etag']).toBe(whole.headers['etag']);
    const { etag = '' } = whole.headers as { etag?: string };
    await viewer.get(`/v1/proposals/${id}?fields=status`).set('if-none-match', etag).expect(304);
  });

  it.each([
    ['unknown', 'has no unknown; there are '],
    ['id,,status', 'must be names with commas between them'],
    ['', 'must be names with commas between them'],
    ['__proto__', 'must be names with commas between them'],
    ['constructor', 'has no constructor; there are '],
    [Array.from({ length: 41 }, (_, index) => `name${index}`).join(','), 'must be at most 40 names'],
  ])('refuses %j', async (fields, detail) => {
    const { body } = await viewer.get('/v1/flows').query({ fields }).expect(422);
    expect(body).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/fields', detail: expect.stringContaining(detail) }],
    });
  });

  it('refuses an unknown name of an empty page, and where there is nothing to choose from', async () => {
    await viewer.get('/v1/knowledge/documents?fields=id').expect(200);
    await viewer.get('/v1/knowledge/documents?fields=nonsense').expect(422);
    await viewer.get(`/v1/flows/${flowId}/diagram?fields=id`).expect(422);
    await viewer.get('/v1/flows?fields=id&fields=title').expect(422);
    await test.anonymous().get('/v1/flows?fields=id').expect(401);
  });

  it('is described wherever it is taken', async () => {
    const { body } = await test.anonymous().get('/docs-json').expect(200);
    const document = body as { paths: Record<string, { get?: { parameters?: { $ref?: string }[] } }> };
    const takes = Object.entries(document.paths)
      .filter(([, { get }]) => get?.parameters?.some(({ $ref }) => $ref === '#/components/parameters/Fields'))
      .map(([path]) => path);
    expect(takes.length).toBeGreaterThan(40);
    expect(takes).toEqual(expect.arrayContaining(['/v1/flows', '/v1/proposals/{id}', '/v1/me']));
    expect(takes).not.toContain('/v1/flows/{id}/export');
  });
});
