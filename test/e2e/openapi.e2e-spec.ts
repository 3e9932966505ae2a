import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { openApiDocument } from '../../src/openapi.js';
import { PROBLEMS } from '../../src/problems.js';
import { apiDescription, resolved } from '../support/api-description.js';
import { startTestApp, type TestApp } from '../support/app.js';

describe('the description of the API', () => {
  let test: TestApp;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
  });

  afterAll(() => test.close());

  it('is of this program, which serves it: `npm run openapi` writes it', async () => {
    const names = ({ paths }: OpenAPIObject): string[] =>
      Object.entries(paths).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
    expect(names(apiDescription)).toEqual(names(openApiDocument(test.app)));
    const served: OpenAPIObject = (await test.anonymous().get('/docs-json').expect(200)).body;
    expect(names(served)).toEqual(names(apiDescription));
  });

  it.each(['/docs-json', '/docs/swagger-ui-bundle.js'])(
    '%s is sent compressed to whoever takes that',
    async (path) => {
      const { headers } = await test.anonymous().get(path).set('accept-encoding', 'gzip').expect(200);
      expect(headers).toMatchObject({
        'content-encoding': 'gzip',
        vary: expect.stringMatching(/accept-encoding/i),
      });
      const { headers: plain } = await test
        .anonymous()
        .get(path)
        .set('accept-encoding', 'identity')
        .expect(200);
      expect(plain).not.toHaveProperty('content-encoding');
    },
  );

  it('has a page to try it on, with its parts in the order of the work, folded and to be searched', async () => {
    const { text } = await test.anonymous().get('/docs/swagger-ui-init.js').expect(200);
    expect(text).toMatch(/"filter": true/);
    expect(text).toMatch(/"docExpansion": "none"/);
    expect(apiDescription.tags?.[0]).toMatchObject({ name: 'ai-sessions', description: expect.any(String) });
    const paths = Object.entries(apiDescription.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method} ${path}`),
    );
    const account = paths.filter((name) => name.includes('/v1/account'));
    expect(account.at(-1)).toBe('delete /v1/account');
  });

  it('has a page', async () => {
    const { text } = await test.anonymous().get('/docs').expect(200).expect('content-type', /html/);
    expect(text).toContain('swagger-ui');
  });

  it('has a page that tells what each code means, to which the description leads', async () => {
    const { text } = await test.anonymous().get('/docs/problems').expect(200).expect('content-type', /html/);
    for (const [code, [when]] of Object.entries(PROBLEMS)) {
      expect(text).toContain(`<dt id="${code}">`);
      expect(text.replaceAll(/<[^>]+>/g, '')).toContain(
        when.replaceAll('`', '').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
      );
    }
    expect(JSON.stringify(apiDescription.components?.schemas?.['Problem'])).toContain('(/docs/problems)');
  });

  it.each(['/docs', '/docs/problems', '/v1/proposals', '/nowhere'])(
    'keeps browsers from trusting %s too far',
    async (path) => {
      const { headers } = await test.anonymous().get(path);
      expect(headers).toMatchObject({
        'content-security-policy': expect.stringContaining("default-src 'self'"),
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'SAMEORIGIN',
        'x-request-id': expect.any(String),
      });
      // An upgrade would break the page where it is served on a loopback address.
      expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
    },
  );

  it('shows bodies that a new account takes as they stand', async () => {
    const { tokens, userIds } = await test.openAccount();
    const bodiesOf = (path: string, method: 'post' | 'patch'): unknown[] => {
      const body = apiDescription.paths[path]?.[method]?.requestBody;
      if (!body || '$ref' in body) return [];
      const { schema, examples } = body.content['application/json'] ?? {};
      const named = Object.values(examples ?? {}).map((each) => (resolved(each) as { value: unknown }).value);
      return named.length > 0 ? named : [shownOf(schema, apiDescription.components?.schemas ?? {})];
    };
    // The second example of a key is for a user whom the account must have.
    const bodies = [
      ...bodiesOf('/v1/account', 'patch').map((body) => ['patch', '/v1/account', body] as const),
      ...bodiesOf('/v1/teams', 'post').map((body) => ['post', '/v1/teams', body] as const),
      ...bodiesOf('/v1/users', 'post').map((body) => ['post', '/v1/users', body] as const),
      ...bodiesOf('/v1/users/{id}', 'patch').map(
        (body) => ['patch', `/v1/users/${userIds.viewer}`, body] as const,
      ),
      ...bodiesOf('/v1/api-keys', 'post')
        .slice(0, 1)
        .map((body) => ['post', '/v1/api-keys', body] as const),
      ...bodiesOf('/v1/ai-sessions', 'post').map((body) => ['post', '/v1/ai-sessions', body] as const),
    ];
    const refused: unknown[] = [];
    for (const [method, path, body] of bodies) {
      const answer = await test
        .as(tokens.admin)
        [method](path)
        .send(body as object);
      if (answer.status >= 300) refused.push([path, answer.status, answer.body.errors]);
    }
    expect(refused).toEqual([]);
    expect(bodies.length).toBeGreaterThanOrEqual(9);
  });
});

type Shown = {
  $ref?: string;
  enum?: unknown[];
  format?: string;
  type?: unknown;
  items?: Shown;
  properties?: object;
};

/** The body that Swagger UI makes of a schema: the examples of its members, and for an id without one any UUID. */
function shownOf(given: unknown, schemas: object): unknown {
  const { $ref } = given as Shown;
  const target = schemas[$ref?.split('/').at(-1) as keyof typeof schemas] as Shown | undefined;
  const schema = { ...target, ...(given as Shown) };
  if ('example' in schema) return schema.example;
  if ('default' in schema) return schema.default;
  if (schema.properties) {
    const members = Object.entries(schema.properties).map(([name, member]) => [
      name,
      shownOf(member, schemas),
    ]);
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  }
  if (schema.enum) return schema.enum[0];
  if (schema.items) return [shownOf(schema.items, schemas)];
  return schema.format === 'uuid' ? '3fa85f64-5717-4562-b3fc-2c963f66afa6' : undefined;
}
