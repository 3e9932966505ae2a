import type { OpenAPIObject, ParameterObject, ReferenceObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

/**
 * Examples of parameters of paths: by the path up to the parameter, such as `/v1/flows/{id}`, or by a whole path where that
 * takes another. Null where there is none.
 */
export type PathExamples = Readonly<Record<string, string | null>>;

/** A copy of the description with these examples, which Swagger UI fills in. */
export function exemplify(document: OpenAPIObject, examples: PathExamples): OpenAPIObject {
  const copy = structuredClone(document);
  for (const [path, item] of Object.entries(copy.paths))
    for (const operation of operationsOf({ ...copy, paths: { [path]: item } }))
      for (const parameter of (operation.parameters ?? []).map((each) => resolved(copy, each))) {
        if (parameter?.in !== 'path') continue;
        const place = `{${parameter.name}}`;
        // One that ends with a parameter is that parameter's own.
        const takesOther = path in examples && !path.endsWith('}');
        const example = takesOther
          ? examples[path]
          : examples[path.slice(0, path.indexOf(place) + place.length)];
        if (example) parameter.example = example;
      }
  return copy;
}

function resolved(
  { components }: OpenAPIObject,
  part: ParameterObject | ReferenceObject,
): ParameterObject | undefined {
  if (!('$ref' in part)) return part;
  const found = components?.parameters?.[part.$ref.split('/').at(-1) ?? ''];
  return found && resolved({ components } as OpenAPIObject, found);
}
