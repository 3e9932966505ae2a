import type { Type } from '@nestjs/common';
import { getSchemaPath, type OpenAPIObject, type ReferenceObject, type SchemaObject } from '@nestjs/swagger';
import { ProblemDto } from '../errors/problem.dto.js';
import { titleOf } from '../errors/problem.js';
import { pascalCase } from './operations.js';

/** What the problem documents of a code have beside the standard members; of several classes, one or the other. */
export type ProblemMembers = Readonly<Record<string, readonly Type[]>>;

/** The schemas of problem documents, one for each code, or for each kind of members that it goes with. */
export class ProblemSchemas {
  readonly schemas: Record<string, SchemaObject> = {};
  readonly examples: Record<string, { value: object }> = {};

  constructor(
    private readonly document: OpenAPIObject,
    private readonly members: ProblemMembers,
  ) {}

  /** The schemas of the code, which are made when they are first asked for. */
  of(status: number, code: string): ReferenceObject[] {
    const classes = this.members[code] ?? [];
    const named = classes.length > 1 ? classes.map(({ name }) => name) : [`${pascalCase(code)}Problem`];
    return named.map((name, index) => {
      this.schemas[name] ??= this.schemaOf(status, code, classes[index]);
      return { $ref: `#/components/schemas/${name}` };
    });
  }

  example(status: number, code: string): ReferenceObject {
    const [schema] = this.of(status, code).map(({ $ref }) => this.schemas[$ref.split('/').at(-1) ?? '']);
    this.examples[code] ??= {
      value: { ...exampleOf(status, code), ...exampleOfMembers(schema?.properties) },
    };
    return { $ref: `#/components/examples/${code}` };
  }

  private schemaOf(status: number, code: string, members: Type | undefined): SchemaObject {
    const own = this.document.components?.schemas?.[members?.name ?? ''] as SchemaObject | undefined;
    const described = own?.description === undefined ? {} : { description: own.description };
    return {
      ...described,
      allOf: [{ $ref: getSchemaPath(ProblemDto) }],
      type: 'object',
      properties: { status: { enum: [status] }, code: { enum: [code] }, ...own?.properties },
      ...(own?.required ? { required: own.required } : {}),
    };
  }
}

function exampleOf(status: number, code: string): object {
  return {
    type: `urn:resolutionflow:problem:${code}`,
    title: titleOf(status),
    status,
    ...(code === 'invalid' ? { detail: '/title: must not be blank' } : {}),
    code,
    ...(code === 'invalid' ? { errors: [{ pointer: '/title', detail: 'must not be blank' }] } : {}),
    request_id: '0190b8a4-7c1e-7a44-9d6d-9be3a2f0c111',
  };
}

/** The members that say an example of theirs. */
function exampleOfMembers(properties: SchemaObject['properties'] = {}): object {
  const shown = Object.entries(properties).filter(([, member]) => 'example' in member);
  return Object.fromEntries(
    shown.map(([name, member]) => [name, (member as SchemaObject).example as unknown]),
  );
}
