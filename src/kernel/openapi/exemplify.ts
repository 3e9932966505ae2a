import type { OpenAPIObject, ParameterObject, ReferenceObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

/**
 * Examples of parameters of paths: by the path up to the parameter, such as `/v1/flows/{id}`, or by a whole path and the name
 * of the parameter, such as `/v1/jobs/{id}/outcomes id`, where that takes another. Null where there is none.
 */
export type PathExamples = Readonly<Record<string, string | null>>;

/**
 * Examples of ids in bodies: by the member that holds one or a list of them, such as `user_id`, or by the member around an
 * `id`, such as `duplicate_of`. Null where there is none.
 */
export type MemberExamples = Readonly<Record<string, string | null>>;

export interface Examples {
  paths: PathExamples;
  members: MemberExamples;
}

/** A copy of the description with these examples, which Swagger UI fills in. */
export function exemplify(document: OpenAPIObject, { paths, members }: Examples): OpenAPIObject {
  const copy = withPaths(structuredClone(document), paths);
  const shared = copy.components?.examples ?? {};
  for (const operation of operationsOf(copy)) replaceIds(operation.requestBody, '', members);
  // What is sent, of which several routes have the same.
  replaceIds(shared, '', members);
  return copy;
}

function withPaths(copy: OpenAPIObject, examples: PathExamples): OpenAPIObject {
  for (const [path, item] of Object.entries(copy.paths))
    for (const operation of operationsOf({ ...copy, paths: { [path]: item } }))
      operation.parameters = operation.parameters?.map((given) => {
        const parameter = resolved(copy, given);
        if (parameter?.in !== 'path') return given;
        const own = examples[`${path} ${parameter.name}`];
        if (own) return { ...parameter, example: own };
        const place = `{${parameter.name}}`;
        const example = examples[path.slice(0, path.indexOf(place) + place.length)];
        if (example) parameter.example = example;
        return given;
      });
  return copy;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function replaceIds(part: unknown, holder: string, members: MemberExamples): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [key, value] of Object.entries(part)) {
    const name = Array.isArray(part) || key === 'id' ? holder : key;
    const example = members[name];
    if (example && typeof value === 'string' && UUID.test(value)) Object.assign(part, { [key]: example });
    else replaceIds(value, name, members);
  }
}

function resolved(
  { components }: OpenAPIObject,
  part: ParameterObject | ReferenceObject,
): ParameterObject | undefined {
  if (!('$ref' in part)) return part;
  const found = components?.parameters?.[part.$ref.split('/').at(-1) ?? ''];
  return found && resolved({ components } as OpenAPIObject, found);
}
