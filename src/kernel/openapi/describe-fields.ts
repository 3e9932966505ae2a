import type {
  OpenAPIObject,
  OperationObject,
  ParameterObject,
  ReferenceObject,
  ResponseObject,
  SchemaObject,
} from '@nestjs/swagger';
import { FIELDS, MAX_FIELDS } from '../http/fields.js';

const SELECTABLE = ['application/json', 'text/csv'];

const FIELDS_PARAMETER: ParameterObject = {
  name: 'fields',
  in: 'query',
  required: false,
  description: `Only these members of the answer, of a page only these of each item; at most ${MAX_FIELDS} names with commas between them. For example \`id,status\``,
  schema: { type: 'string', pattern: FIELDS.source },
};

/** Describes `?fields=` where an answer has members to choose from. */
export function describeFields(document: OpenAPIObject): OpenAPIObject {
  for (const operation of readsOf(document))
    if (membersOf(document, operation))
      operation.parameters = [...(operation.parameters ?? []), FIELDS_PARAMETER];
  return document;
}

/** The names of the members that each operation's answer has, or each item of its page; by `operationId`. */
export function selectableFields(document: OpenAPIObject): Map<string, ReadonlySet<string>> {
  return new Map(
    readsOf(document).flatMap((operation) => {
      const members = membersOf(document, operation);
      return members ? [[operation.operationId ?? '', members] as const] : [];
    }),
  );
}

function readsOf({ paths }: OpenAPIObject): OperationObject[] {
  return Object.entries(paths).flatMap(([path, { get }]) => (get && path.startsWith('/v1/') ? [get] : []));
}

function membersOf(document: OpenAPIObject, { responses }: OperationObject): ReadonlySet<string> | null {
  const answer = resolved(document, responses['200']);
  if (!answer) return null;
  const { content = {} } = answer;
  if (Object.keys(content).some((type) => !SELECTABLE.includes(type))) return null;
  const whole = schemaOf(document, content['application/json']?.schema);
  const items = schemaOf(document, whole?.properties?.['items']);
  const part = items?.items ? schemaOf(document, items.items) : whole;
  const names = namesIn(document, part);
  return names.length > 0 ? new Set(names) : null;
}

function resolved(
  { components }: OpenAPIObject,
  answer: ResponseObject | ReferenceObject | undefined,
): ResponseObject | undefined {
  if (!answer || !('$ref' in answer)) return answer;
  const found = components?.responses?.[answer.$ref.split('/').at(-1) ?? ''];
  return found && !('$ref' in found) ? found : undefined;
}

/** Those of the schemas that it builds on, too. */
function namesIn(document: OpenAPIObject, schema: SchemaObject | undefined): string[] {
  const bases = (schema?.allOf ?? []).map((base) => schemaOf(document, base));
  return [...bases.flatMap((base) => namesIn(document, base)), ...Object.keys(schema?.properties ?? {})];
}

function schemaOf(
  { components }: OpenAPIObject,
  schema: SchemaObject | ReferenceObject | undefined,
): SchemaObject | undefined {
  if (!schema || !('$ref' in schema)) return schema;
  const found = components?.schemas?.[schema.$ref.split('/').at(-1) ?? ''];
  return found && !('$ref' in found) ? found : undefined;
}
