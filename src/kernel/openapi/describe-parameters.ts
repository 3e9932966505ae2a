import type { OpenAPIObject, ParameterObject, ReferenceObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';

/**
 * Moves the examples of parameters that may be left out into their descriptions. Swagger UI sends an example as the
 * value: of an If-Match that would be another's tag, which the route refuses, and of a filter nothing would be found.
 * @param sent names of those that Swagger UI is to send as they are shown
 */
export function describeParameters(document: OpenAPIObject, sent: readonly string[]): OpenAPIObject {
  for (const operation of operationsOf(document)) {
    operation.parameters = operation.parameters?.filter((each) => !isAccept(each));
    for (const parameter of operation.parameters ?? [])
      if ('name' in parameter && parameter.required !== true && !sent.includes(parameter.name))
        tellExample(parameter);
  }
  return document;
}

/** OpenAPI has it that the media types of the answers say what this header takes. */
const isAccept = (parameter: ParameterObject | ReferenceObject): boolean =>
  'name' in parameter && parameter.in === 'header' && parameter.name.toLowerCase() === 'accept';

function tellExample(parameter: ParameterObject): void {
  const { schema, description = '' } = parameter;
  if (!schema || '$ref' in schema) return;
  const { example, ...rest } = schema as { example?: unknown; type?: unknown; default?: unknown };
  parameter.schema = rest as typeof schema;
  if (example === undefined || typeof example === 'boolean' || 'default' in rest || 'enum' in rest) return;
  const shown = typeof example === 'string' ? example : JSON.stringify(example);
  parameter.description = `${description.replace(/\.$/, '')}. For example \`${shown}\``;
}
