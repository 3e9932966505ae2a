import type { OpenAPIObject, ReferenceObject, SchemaObject } from '@nestjs/swagger';

/**
 * Moves the defaults of members that may be left out into their descriptions. Generators of clients take a member with a
 * default for one that is always there, which is true of answers and not of bodies.
 */
export function describeDefaults(document: OpenAPIObject): OpenAPIObject {
  for (const schema of Object.values(document.components?.schemas ?? {})) {
    if ('$ref' in schema) continue;
    for (const [name, member] of Object.entries(schema.properties ?? {}))
      if (!schema.required?.includes(name)) tellDefault(member);
  }
  return document;
}

function tellDefault(member: SchemaObject | ReferenceObject): void {
  if (!('default' in member)) return;
  const told = `Left out: \`${JSON.stringify(member.default)}\``;
  member.description = member.description ? `${member.description.replace(/\.$/, '')}. ${told}` : told;
  member.example ??= member.default;
  delete member.default;
}
