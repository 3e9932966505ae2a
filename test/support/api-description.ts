import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenAPIObject, OperationObject, ParameterObject, ResponseObject } from '@nestjs/swagger';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;

/** An operation of the API, with what it shares with others written out. */
export interface DescribedOperation {
  /** `get /v1/flows/{id}` */
  name: string;
  method: (typeof METHODS)[number];
  path: string;
  operation: OperationObject;
  parameters: ParameterObject[];
  responses: Record<string, ResponseObject>;
}

/**
 * What openapi.json says. `npm run check` sees to it that it is what the program says of itself; the program under test
 * does not say all of that, since the build takes a part of it from types and comments.
 */
export const apiDescription = JSON.parse(
  readFileSync(join(PROJECT_ROOT, 'openapi.json'), 'utf8'),
) as OpenAPIObject;

/** Every operation of the description. */
export function describedOperations(): DescribedOperation[] {
  return Object.entries(apiDescription.paths).flatMap(([path, item]) =>
    METHODS.flatMap((method) => {
      const operation = item[method];
      return operation ? [describe(method, path, operation)] : [];
    }),
  );
}

function describe(
  method: DescribedOperation['method'],
  path: string,
  operation: OperationObject,
): DescribedOperation {
  const responses = Object.entries(operation.responses).map(([status, response]) => [
    status,
    resolved(response) as ResponseObject,
  ]);
  return {
    name: `${method} ${path}`,
    method,
    path,
    operation: { ...operation, security: operation.security ?? apiDescription.security },
    parameters: (operation.parameters ?? []).map((each) => resolved(each) as ParameterObject),
    responses: Object.fromEntries(responses) as Record<string, ResponseObject>,
  };
}

/** What a reference such as `#/components/responses/NotFound` stands for; anything else as it is. */
export function resolved(part: unknown): unknown {
  if (typeof part !== 'object' || part === null || !('$ref' in part)) return part;
  const path = String(part.$ref).split('/').slice(1);
  return path.reduce<unknown>((parent, key) => (parent as Record<string, unknown>)[key], apiDescription);
}
