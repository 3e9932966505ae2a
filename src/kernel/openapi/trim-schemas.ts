import type { OpenAPIObject, OperationObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

type Schemas = Record<string, SchemaObject | ReferenceObject>;

/**
 * Leaves out what nobody misses: examples in schemas that only answers have, where Swagger UI shows a value of the type, and
 * of single members where it shows a whole body; wrappers around references, beside which OpenAPI 3.1 takes a description; a member's description that its type says as
 * well; and that a parameter or a body may be left out, which goes without saying.
 */
export function trimSchemas(document: OpenAPIObject): OpenAPIObject {
  const schemas: Schemas = document.components?.schemas ?? {};
  const sent = new Set<string>();
  const shown = new Set<string>();
  for (const operation of operationsOf(document)) {
    collect(operation.requestBody, schemas, sent);
    if (!hasExamples(operation)) collect(operation.requestBody, schemas, shown);
    for (const part of [...(operation.parameters ?? []), operation.requestBody ?? {}])
      if ('required' in part && part.required === false) delete part.required;
  }
  for (const [name, schema] of Object.entries(schemas)) {
    if ('$ref' in schema) continue;
    for (const [member, { ...rest }] of Object.entries(schema.properties ?? {})) {
      if (
        'example' in rest &&
        !shown.has(name) &&
        !(sent.has(name) && typeof rest.example === 'object') &&
        name !== 'Problem'
      )
        delete rest.example;
      if (!sent.has(name) && !('$ref' in rest)) {
        delete rest.maxLength;
        delete rest.minimum;
        delete rest.maximum;
      }
      if (schema.properties) schema.properties[member] = trimmed(rest, schemas);
    }
  }
  return document;
}

/** A member that says a type of its own, and what it is here. */
function trimmed(member: SchemaObject | ReferenceObject, schemas: Schemas): SchemaObject | ReferenceObject {
  if ('$ref' in member) return member;
  const { allOf = [], description, ...rest } = member;
  const [only, ...others] = allOf;
  const type = only && '$ref' in only ? schemas[nameIn(only)] : undefined;
  const isSaid = type !== undefined && 'description' in type && type.description === description;
  if (!type || !only || others.length > 0) return member;
  return { ...only, ...(description === undefined || isSaid ? {} : { description }), ...rest };
}

const hasExamples = ({ requestBody }: OperationObject): boolean =>
  requestBody !== undefined &&
  'content' in requestBody &&
  Object.values(requestBody.content).some(({ examples }) => examples !== undefined);

const nameIn = ({ $ref }: ReferenceObject): string => $ref.split('/').at(-1) ?? '';

/** Names of all schemas that a body may have in it. */
function collect(part: unknown, schemas: Schemas, found: Set<string>): void {
  if (typeof part !== 'object' || part === null) return;
  const name = '$ref' in part ? String(part.$ref).split('/').at(-1) : undefined;
  if (name !== undefined && !found.has(name)) {
    found.add(name);
    collect(schemas[name], schemas, found);
  }
  for (const each of Object.values(part)) collect(each, schemas, found);
}
