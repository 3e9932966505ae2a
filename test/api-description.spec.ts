import { describe, expect, it } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { ResponseObject, SchemaObject } from '@nestjs/swagger';
import { PROBLEMS } from '../src/problems.js';
import {
  apiDescription,
  describedOperations,
  resolved,
  type DescribedOperation,
} from './support/api-description.js';

const operations = describedOperations();
const schemas = Object.entries(apiDescription.components?.schemas ?? {});

/** The codes that the description of an answer tells, and the status of each. */
function toldIn(status: string, description: string): { code: string; status: number }[] {
  const groups = status === 'default' ? description.split('; ') : [`${status} ${description}`];
  return groups.flatMap((group) =>
    [...group.matchAll(/`([a-z0-9_]+)`/g)].map(([, code = '']) => ({
      code,
      status: Number.parseInt(group, 10),
    })),
  );
}

/** The codes that a schema of problems takes, with the statuses that each may have. */
function codesOf(schema: unknown): Map<string, number[]> {
  const { oneOf, allOf = [], properties = {} } = resolved(schema) as SchemaObject;
  if (oneOf) return new Map(oneOf.flatMap((each) => [...codesOf(each)]));
  const valuesOf = (name: string): unknown[] => {
    const own = properties[name];
    const inherited = allOf.flatMap((base) => (resolved(base) as SchemaObject).properties?.[name] ?? []);
    return [own, ...inherited].flatMap((member) => (member && 'enum' in member ? (member.enum ?? []) : []));
  };
  return new Map(valuesOf('code').map((code) => [String(code), valuesOf('status').map(Number)]));
}

/** Names of the operations of which it does not hold. */
const failing = (holds: (each: DescribedOperation) => boolean): string[] =>
  operations.filter((each) => !holds(each)).map(({ name }) => name);
/** Whether it says what it answers with the status, by itself or in its answer for all others. */
const tells = ({ responses }: DescribedOperation, status: number): boolean =>
  String(status) in responses || new RegExp(`(^|; )${status} `).test(responses['default']?.description ?? '');
/** Health, what a signed link shows to whoever has it, and signing in. */
const isPublic = ({ path }: DescribedOperation): boolean =>
  path.startsWith('/health') || path === '/v1/diagrams/linked' || path.startsWith('/v1/sign-in');

/** Bytes of the description for each operation, with its part of what they share. */
const LARGEST_OPERATION = 2_400;

describe('the description of the API', () => {
  it('is valid OpenAPI', async () => {
    expect(operations.length).toBeGreaterThan(50);
    expect(apiDescription.openapi).toBe('3.1.0');
    // One line would be taken for the name of a file.
    const validate = (description: object): Promise<unknown> =>
      new Validator().validate(JSON.stringify(description, null, 1));
    expect(await validate(apiDescription)).toMatchObject({ valid: true });
    const broken = { ...apiDescription, paths: { '/x': { get: { responses: 'none' } } } };
    expect(await validate(broken)).toMatchObject({ valid: false, errors: expect.any(Array) });
  });

  it('stays small, and so quick to load and to show', () => {
    expect(JSON.stringify(apiDescription).length / operations.length).toBeLessThanOrEqual(LARGEST_OPERATION);
  });

  it('says null as OpenAPI 3.1 does', () => {
    expect(JSON.stringify(apiDescription)).not.toContain('"nullable"');
  });

  it('names its schemas as they are on the wire', () => {
    const names = schemas.map(([name]) => name);
    expect(names.filter((name) => !/^[A-Z][A-Za-z0-9]*$/.test(name) || name.endsWith('Dto'))).toEqual([]);
  });

  it('gives no default to a member that may be left out, which a generated client would ask for', () => {
    const asked = schemas.flatMap(([name, schema]) =>
      Object.entries((schema as SchemaObject).properties ?? {}).flatMap(([member, each]) =>
        'default' in each && !(schema as SchemaObject).required?.includes(member)
          ? [`${name}.${member}`]
          : [],
      ),
    );
    expect(asked).toEqual([]);
  });

  it('sums up and files every operation, each under an id of its own', () => {
    expect(failing(({ operation }) => Boolean(operation.summary && operation.tags?.length))).toEqual([]);
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every operation but the open ones which credential it takes, and what it answers without', () => {
    expect(failing((each) => isPublic(each) || Boolean(each.operation.security?.length))).toEqual([]);
    expect(failing((each) => isPublic(each) || tells(each, 401))).toEqual([]);
    expect(failing((each) => isPublic(each) || tells(each, 429))).toEqual([]);
  });

  it('documents each error as a problem document', () => {
    const isProblem = ([status, response]: [string, unknown]): boolean =>
      Number(status) < 400 || JSON.stringify(response).includes('"application/problem+json"');
    expect(failing(({ responses }) => Object.entries(responses).every(isProblem))).toEqual([]);
  });

  it('says of every JSON body that it takes what a bad one is answered with', () => {
    const says = (each: DescribedOperation): boolean =>
      !JSON.stringify(each.operation.requestBody ?? {}).includes('"application/json"') ||
      [400, 413, 415, 422].every((status) => tells(each, status));
    expect(failing(says)).toEqual([]);
  });

  it('has a schema for every code of an error, with that code and its status', () => {
    const has = ([status, { description, content }]: [string, ResponseObject]): boolean => {
      const told = toldIn(status, description);
      const { schema } = content?.['application/problem+json'] ?? {};
      return (
        told.length > 0 && told.every(({ code, status: said }) => codesOf(schema).get(code)?.includes(said))
      );
    };
    const problems = ({ responses }: DescribedOperation): [string, ResponseObject][] =>
      Object.entries(responses).filter(([status]) => !(Number(status) < 400));
    expect(failing((each) => problems(each).every(has))).toEqual([]);
    const [approve] = operations.filter(({ name }) => name === 'post /v1/proposals/{id}/approve');
    expect(approve && has(['409', { ...approve.responses['409'], description: '`no_such`' }])).toBe(false);
  });

  it('names no code of which nothing says what it means', () => {
    const codes = operations.flatMap(({ responses }) =>
      Object.entries(responses).flatMap(([status, { description }]) =>
        Number(status) < 400 ? [] : toldIn(status, description),
      ),
    );
    expect(codes.length).toBeGreaterThan(50);
    // What the page of codes is made of.
    expect(codes.filter(({ code }) => !(code in PROBLEMS))).toEqual([]);
  });

  it('says of open operations, too, that there can be too many requests', () => {
    expect(operations.filter(isPublic).length).toBeGreaterThan(2);
    expect(failing((each) => !isPublic(each) || tells(each, 429))).toEqual([]);
  });

  it('explains every parameter, and takes the credential for none', () => {
    const explains = ({ parameters }: DescribedOperation): boolean =>
      parameters.every(({ name, description }) => description && !/^authorization$/i.test(name));
    expect(failing(explains)).toEqual([]);
  });

  it('fills in no parameter that may be left out, of which Swagger UI would send the example', () => {
    const left = ({ parameters }: DescribedOperation): boolean =>
      parameters.every((parameter) => parameter.required || !/"example/.test(JSON.stringify(parameter)));
    // Without this one, Swagger UI would wait for the end of a stream that has none.
    expect(failing(left)).toEqual(['get /v1/events']);
    const events = operations.find(({ name }) => name === 'get /v1/events')?.parameters ?? [];
    expect(events.filter((each) => /"example/.test(JSON.stringify(each)))).toMatchObject([
      { name: 'for_seconds', schema: { example: 5 } },
    ]);
    const told = operations.find(({ name }) => name === 'get /v1/l1-walks')?.parameters;
    expect(JSON.stringify(told)).toContain('2026-02-01T00:00:00Z');
  });

  it('shows an example of every JSON body that it takes', () => {
    const shows = ({ operation }: DescribedOperation): boolean => {
      if (!operation.requestBody || '$ref' in operation.requestBody) return true;
      const body = operation.requestBody.content['application/json'];
      return !body || JSON.stringify([body, resolved(body.schema)]).includes('"example');
    };
    expect(failing(shows)).toEqual([]);
  });
});
