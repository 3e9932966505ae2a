import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { REQUEST_LIMITS } from '../../src/kernel/http/request-limits.js';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { HealthWatch, LONGEST_STALL } from '../support/health-watch.js';

/** Characters of the longest answer to a body that is refused. */
const LONGEST_ANSWER = 10_000;
/** What holds others up may be a pause of ours that others made; one that is ours alone is there each time. */
const TRIES = 10;

interface Schema {
  $ref?: string;
  type?: string | string[];
  properties?: Record<string, Schema>;
  allOf?: Schema[];
  oneOf?: Schema[];
  anyOf?: Schema[];
  items?: Schema;
}

interface Operation {
  requestBody?: { content?: Record<string, { schema: Schema } | undefined> };
}

interface Route {
  method: string;
  path: string;
  schema: Schema;
}

const document = JSON.parse(readFileSync(join(PROJECT_ROOT, 'openapi.json'), 'utf8'));

function resolved(schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  return document.components.schemas[schema.$ref.slice('#/components/schemas/'.length)];
}

/** Each property of a schema with all that it is put together of. */
function propertiesOf(schema: Schema): Record<string, Schema> {
  const { properties = {}, allOf = [], oneOf = [], anyOf = [] } = resolved(schema);
  return Object.assign({}, ...[...allOf, ...oneOf, ...anyOf].map(propertiesOf), properties);
}

const routes: Route[] = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
  ([path, item]) =>
    Object.entries(item).flatMap(([method, { requestBody }]) => {
      const schema = requestBody?.content?.['application/json']?.schema;
      return schema ? [{ method: method.toUpperCase(), path, schema }] : [];
    }),
);

const repeated = (text: string, times: number) => Array.from({ length: times }, () => text).join(',');
const list = (item: string, times: number = REQUEST_LIMITS.elements - 5) => `[${repeated(item, times)}]`;
const members = (value: string, times: number = REQUEST_LIMITS.members) =>
  `{${Array.from({ length: times }, (_, i) => `"${v7()}${i}":${value}`).join(',')}}`;

/** What is refused, or taken, before anything is made of it, whatever route it is sent to: JSON texts. */
const ANYWHERE: Record<string, string> = {
  nulls: list('null'),
  lists: list('[]'),
  'nested objects': list('{"a":{"a":[{}]}}', REQUEST_LIMITS.elements / 5),
  'one member too many': members('1', REQUEST_LIMITS.members + 1),
  depth: '['.repeat(1_000_000),
  'allowed depth': `${'['.repeat(REQUEST_LIMITS.depth - 2)}${']'.repeat(REQUEST_LIMITS.depth - 2)}`,
  'a long name': `{"${'x'.repeat(2_000_000)}":1}`,
  'a text of few words': `"${'a '.repeat(1_000_000)}"`,
  'a text of escapes': `"${'\\n'.repeat(1_000_000)}"`,
  'a text of halves': `"${'\\ud83d'.repeat(300_000)}"`,
  'spaces before the end': `{}${' '.repeat(2_000_000)}`,
};

/** What each route makes something of: as a whole, and in each property. */
const WORST: Record<string, string> = {
  objects: list('{}'),
  texts: list('"x"'),
  'as many objects as are checked': list('{}', REQUEST_LIMITS.checkedElements - 20),
  members: members('[{}]'),
  'a long text': `"${'x'.repeat(2_000_000)}"`,
};

/** The largest flow that there may be. */
function largestFlow(): string {
  const nodes = Array.from({ length: 2_000 }, (_, i) => ({ id: `n${i}`, kind: 'action', text: `Do ${i}` }));
  const edges = Array.from({ length: 10_000 }, (_, i) => {
    const from = i % 1_999;
    const to = from + 1 + (Math.floor(i / 1_999) % (1_999 - from));
    return { id: `e${i}`, from: `n${from}`, to: `n${to}`, condition: { label: `l${i}` } };
  });
  return JSON.stringify({ schema_version: 1, entries: ['n0'], nodes, edges });
}

describe('the worst body of each route', () => {
  let test: TestApp;
  let account: TestAccount;
  let watch: HealthWatch;
  const ids = new Map<string, string>();

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    const as = test.as(account.tokens.admin);
    const make = async (path: string, body: object) =>
      String((await as.post(path).send(body).expect(201)).body.id);
    const draft = () => ({
      title: 'T',
      proposal_type: 'new_flow',
      proposed_flow_data: PRINTER_OFFLINE,
      session: { title: 'S' },
    });
    ids.set('/v1/users', account.userIds.viewer);
    ids.set('/v1/teams', await make('/v1/teams', { name: 'Desk' }));
    ids.set('/v1/ai-sessions', await make('/v1/ai-sessions', { title: 'Printer' }));
    const published = await make('/v1/proposals', draft());
    const { body } = await as.post(`/v1/proposals/${published}/approve`).send({}).expect(200);
    ids.set('/v1/flows', body.published_flow_id);
    ids.set('/v1/l1-walks', await make('/v1/l1-walks', { flow_id: body.published_flow_id }));
    ids.set('/v1/proposals', await make('/v1/proposals', draft()));
    watch = await HealthWatch.start(test);
  });

  afterAll(async () => {
    await watch.end();
    await test.close();
  });

  async function stallOf({ method, path }: Route, text: Buffer) {
    const [, kind = ''] = /^(\/v1\/[^/]+)/.exec(path) ?? [];
    const url = path.replace('{id}', ids.get(kind) ?? v7()).replace(/\{\w+\}/g, v7());
    let answer = { status: 0, said: '' };
    const ms = await watch.stallDuring(async () => {
      const response = await fetch(`${watch.base}${url}`, {
        method,
        headers: { authorization: `Bearer ${account.tokens.admin}`, 'content-type': 'application/json' },
        body: new Uint8Array(text),
      });
      answer = { status: response.status, said: await response.text() };
    });
    return { ms, ...answer };
  }

  async function check(route: Route, name: string, text: string): Promise<string[]> {
    const bytes = Buffer.from(text);
    for (let tries = 1; ; tries++) {
      const { ms, status, said } = await stallOf(route, bytes);
      const what = `${route.method} ${route.path}, ${name}: ${status}`;
      if (status >= 500) return [`${what} ${said}`];
      if (status >= 400 && said.length > LONGEST_ANSWER) return [`${what}, ${said.length} characters`];
      if (ms < LONGEST_STALL) return [];
      if (tries === TRIES) return [`${what}, a stall of ${Math.round(ms)} ms`];
    }
  }

  it('is known of every route', () => {
    expect(routes.length).toBeGreaterThan(40);
    for (const route of routes)
      expect([route.path, Object.keys(propertiesOf(route.schema)).length]).not.toEqual([route.path, 0]);
  });

  it.each(routes.map((route) => [`${route.method} ${route.path}`, route] as const))(
    'keeps nobody waiting: %s',
    async (_, route) => {
      const bad: string[] = [];
      for (const [name, text] of Object.entries(WORST)) bad.push(...(await check(route, name, text)));
      for (const [property, schema] of Object.entries(propertiesOf(route.schema))) {
        for (const [name, text] of Object.entries(WORST))
          bad.push(
            ...(await check(route, `${property} of ${name}`, `{${JSON.stringify(property)}:${text}}`)),
          );
        for (const inner of Object.keys(propertiesOf(schema))) {
          const text = `{${JSON.stringify(property)}:{${JSON.stringify(inner)}:${WORST.objects ?? ''}}}`;
          bad.push(...(await check(route, `${inner} in ${property} of objects`, text)));
        }
      }
      expect(bad).toEqual([]);
    },
  );

  it('keeps nobody waiting where it is wrong before a route sees it', async () => {
    const bad: string[] = [];
    for (const path of ['/v1/teams', '/v1/ai-sessions', '/v1/proposals'])
      for (const [name, text] of Object.entries(ANYWHERE)) {
        const route = { method: 'POST', path, schema: {} };
        bad.push(
          ...(await check(route, name, text)),
          ...(await check(route, `in one, ${name}`, `{"title":${text}}`)),
        );
      }
    expect(bad).toEqual([]);
  });

  it('keeps nobody waiting who sends the largest flow', async () => {
    const flow = largestFlow();
    const edges: [string, string, string][] = [
      ['POST', '/v1/proposals/{id}/preview', `{"flow_data":${flow.replace('"n0"]', '"none"]')}}`],
      ['POST', '/v1/proposals/{id}/modify', `{"flow_data":${flow.replace('"n0"]', '"none"]')}}`],
      [
        'POST',
        '/v1/proposals',
        `{"title":"T","proposal_type":"new_flow","proposed_flow_data":${flow.replace('"n0"]', '"none"]')}}`,
      ],
    ];
    for (const [method, path, text] of edges)
      expect(await check({ method, path, schema: {} }, 'the largest flow', text)).toEqual([]);
  });
});
