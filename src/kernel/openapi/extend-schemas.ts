import type { OpenAPIObject, SchemaObject } from '@nestjs/swagger';

/** Characters of members; fewer than these are as short written out. */
const WORTH = 150;

/**
 * Lets a schema that has all members of another and more, as the whole of a thing has beside its line in a list, build on
 * that other, so that what they have in common is said once.
 */
export function extendSchemas(document: OpenAPIObject): OpenAPIObject {
  const { schemas = {} } = document.components ?? {};
  const plain = Object.entries(schemas).flatMap(([name, schema]): Named[] =>
    '$ref' in schema || !isPlain(schema) ? [] : [{ name, schema }],
  );
  // The longest first: each builds on the one that leaves the least to say.
  plain.sort((one, other) => sizeOf(other) - sizeOf(one));
  for (const whole of plain) {
    const part = plain.find((each) => sizeOf(each) < sizeOf(whole) && isPartOf(each.schema, whole.schema));
    if (part) schemas[whole.name] = extended(whole.schema, part);
  }
  return document;
}

interface Named {
  name: string;
  schema: SchemaObject;
}

/** Whether it is an object with members, and nothing but. */
const isPlain = (schema: SchemaObject): boolean =>
  schema.type === 'object' &&
  JSON.stringify(schema.properties ?? {}).length >= WORTH &&
  Object.keys(schema).every((key) => ['type', 'properties', 'required', 'description'].includes(key));

const sizeOf = ({ schema }: Named): number => Object.keys(schema.properties ?? {}).length;

const isPartOf = (part: SchemaObject, whole: SchemaObject): boolean =>
  Object.entries(part.properties ?? {}).every(
    ([name, member]) =>
      JSON.stringify(member) === JSON.stringify(whole.properties?.[name]) &&
      (part.required ?? []).includes(name) === (whole.required ?? []).includes(name),
  );

function extended({ properties = {}, required = [], ...rest }: SchemaObject, part: Named): SchemaObject {
  const isOwn = (name: string): boolean => !(name in (part.schema.properties ?? {}));
  return {
    ...rest,
    allOf: [{ $ref: `#/components/schemas/${part.name}` }],
    properties: Object.fromEntries(Object.entries(properties).filter(([name]) => isOwn(name))),
    required: required.filter(isOwn),
  };
}
