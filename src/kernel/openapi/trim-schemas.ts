import type { OpenAPIObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

type Schemas = Record<string, SchemaObject | ReferenceObject>;

/**
 * Leaves out what nobody misses in schemas that only answers have: the examples that Swagger UI makes by itself of a
 * format, an enumeration or a plain type.
 */
export function trimSchemas(document: OpenAPIObject): OpenAPIObject {
  const schemas: Schemas = document.components?.schemas ?? {};
  const sent = new Set<string>();
  for (const { requestBody } of operationsOf(document)) collect(requestBody, schemas, sent);
  for (const [name, schema] of Object.entries(schemas)) {
    if ('$ref' in schema || sent.has(name)) continue;
    for (const member of Object.values(schema.properties ?? {}))
      if ('example' in member && isMadeUp(member)) delete member.example;
  }
  return document;
}

/** Whether Swagger UI shows as good a value without the example. */
const isMadeUp = ({ example, format, enum: values, allOf, anyOf }: SchemaObject): boolean =>
  typeof example !== 'string' || Boolean(format ?? values ?? allOf ?? anyOf);

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
