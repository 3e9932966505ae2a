import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OpenAPIObject } from '@nestjs/swagger';
import { Validator } from '@seriousme/openapi-schema-validator';
import { startTestApp, type TestApp } from '../support/app.js';

type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

describe('the description of the API', () => {
  let test: TestApp;
  let served: OpenAPIObject;
  let operations: { name: string; operation: Operation; isPublic: boolean }[];

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    served = (await test.anonymous().get('/docs-json').expect(200)).body;
    operations = Object.entries(served.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        const name = `${method} ${path}`;
        return operation ? [{ name, operation, isPublic: path.startsWith('/health') }] : [];
      }),
    );
  });

  afterAll(() => test.close());

  const failing = (holds: (each: { operation: Operation; isPublic: boolean }) => boolean): string[] =>
    operations.filter((each) => !holds(each)).map(({ name }) => name);

  it('is valid OpenAPI', async () => {
    expect(operations.length).toBeGreaterThan(50);
    // One line would be taken for the name of a file.
    const validate = (description: object): Promise<unknown> =>
      new Validator().validate(JSON.stringify(description, null, 1));
    expect(await validate(served)).toMatchObject({ valid: true });
    const broken = { ...served, paths: { '/x': { get: { responses: 'none' } } } };
    expect(await validate(broken)).toMatchObject({ valid: false, errors: expect.any(Array) });
  });

  it('has a page to try it on', async () => {
    const { text } = await test.anonymous().get('/docs').expect(200).expect('content-type', /html/);
    expect(text).toContain('swagger-ui');
  });

  it.each(['/docs', '/v1/proposals', '/nowhere'])('keeps browsers from trusting %s too far', async (path) => {
    const { headers } = await test.anonymous().get(path);
    expect(headers).toMatchObject({
      'content-security-policy': expect.stringContaining("default-src 'self'"),
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'SAMEORIGIN',
      'x-request-id': expect.any(String),
    });
    // An upgrade would break the page where it is served on a loopback address.
    expect(headers['content-security-policy']).not.toContain('upgrade-insecure-requests');
  });

  it('sums up and files every operation, each under an id of its own', () => {
    expect(failing(({ operation }) => Boolean(operation.summary && operation.tags?.length))).toEqual([]);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every operation but the open ones which credential it takes, and what it answers without', () => {
    expect(failing(({ operation, isPublic }) => isPublic || Boolean(operation.security?.length))).toEqual([]);
    expect(failing(({ operation, isPublic }) => isPublic || '401' in operation.responses)).toEqual([]);
    expect(failing(({ operation, isPublic }) => isPublic || '429' in operation.responses)).toEqual([]);
  });

  it('documents each error as a problem document', () => {
    const isProblem = ([status, response]: [string, unknown]): boolean =>
      Number(status) < 400 || JSON.stringify(response).includes('"application/problem+json"');
    expect(failing(({ operation }) => Object.entries(operation.responses).every(isProblem))).toEqual([]);
  });

  it('says of every JSON body that it takes what a bad one is answered with', () => {
    const says = ({ operation }: { operation: Operation }): boolean =>
      !JSON.stringify(operation.requestBody ?? {}).includes('"application/json"') ||
      ['400', '413', '415', '422'].every((status) => status in operation.responses);
    expect(failing(says)).toEqual([]);
  });

  it('shows an example under every code of an error, with that code and status', () => {
    const examples = served.components?.examples ?? {};
    const shows = ([status, response]: [string, unknown]): boolean => {
      if (Number(status) < 400) return true;
      const { description, content } = response as {
        description: string;
        content: Record<string, { examples?: Record<string, { $ref: string }> }>;
      };
      const codes = [...description.matchAll(/^`([^`]+)`:/gm)].flatMap(([, named = '']) => named.split(', '));
      const shown = content['application/problem+json']?.examples ?? {};
      return (
        codes.length > 0 &&
        codes.every((code) => {
          const example = examples[shown[code]?.$ref.split('/').at(-1) ?? ''];
          const value = example && 'value' in example ? (example.value as object) : {};
          return JSON.stringify({ ...value, code, status: Number(status) }) === JSON.stringify(value);
        })
      );
    };
    const described = ({ operation, isPublic }: { operation: Operation; isPublic: boolean }): boolean =>
      isPublic || Object.entries(operation.responses).every(shows);
    expect(failing(described)).toEqual([]);
  });

  it('explains every parameter, and takes the credential for none', () => {
    const explains = ({ operation }: { operation: Operation }): boolean =>
      (operation.parameters ?? []).every(
        (parameter) =>
          'name' in parameter && parameter.description && !/^authorization$/i.test(parameter.name),
      );
    expect(failing(explains)).toEqual([]);
  });

  it('fills in no parameter that may be left out, of which Swagger UI would send the example', () => {
    const left = ({ operation }: { operation: Operation }): boolean =>
      (operation.parameters ?? []).every(
        (parameter) =>
          !('name' in parameter) || parameter.required || !/"example/.test(JSON.stringify(parameter)),
      );
    expect(failing(left)).toEqual([]);
    const told = JSON.stringify(served.paths['/v1/l1-walks']?.get?.parameters);
    expect(told).toContain('2026-02-01T00:00:00Z');
  });

  it('shows an example of every JSON body that it takes', () => {
    const schemas = served.components?.schemas ?? {};
    const shows = ({ operation }: { operation: Operation }): boolean => {
      if (!operation.requestBody || '$ref' in operation.requestBody) return true;
      const body = operation.requestBody.content['application/json'];
      if (!body) return true;
      const named = JSON.stringify(body.schema).match(/#\/components\/schemas\/(\w+)/)?.[1];
      return JSON.stringify([body, schemas[named ?? '']]).includes('"example');
    };
    expect(failing(shows)).toEqual([]);
  });

  it('shows bodies that a new account takes as they stand', async () => {
    const { tokens, userIds } = await test.openAccount();
    const bodiesOf = (path: string, method: 'post' | 'patch'): unknown[] => {
      const body = served.paths[path]?.[method]?.requestBody;
      if (!body || '$ref' in body) return [];
      const { schema, examples } = body.content['application/json'] ?? {};
      const named = Object.values(examples ?? {}).flatMap((each) => ('value' in each ? [each.value] : []));
      return named.length > 0 ? named : [shownOf(schema, served.components?.schemas ?? {})];
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

type Shown = { $ref?: string; format?: string; type?: unknown; items?: Shown; properties?: object };

/** The body that Swagger UI makes of a schema: the examples of its members, and for an id without one any UUID. */
function shownOf(given: unknown, schemas: object): unknown {
  const { $ref } = given as Shown;
  const schema = ($ref ? schemas[$ref.split('/').at(-1) as keyof typeof schemas] : given) as Shown;
  if ('example' in schema) return schema.example;
  if ('default' in schema) return schema.default;
  if (schema.properties) {
    const members = Object.entries(schema.properties).map(([name, member]) => [
      name,
      shownOf(member, schemas),
    ]);
    return Object.fromEntries(members.filter(([, value]) => value !== undefined));
  }
  if (schema.items) return [shownOf(schema.items, schemas)];
  return schema.format === 'uuid' ? '3fa85f64-5717-4562-b3fc-2c963f66afa6' : undefined;
}
