import {
  getSchemaPath,
  type OpenAPIObject,
  type OperationObject,
  type ResponsesObject,
} from '@nestjs/swagger';
import { ProblemDto } from '../errors/problem.dto.js';
import { titleOf } from '../errors/problem.js';
import { operationsOf } from './operations.js';

type Examples = NonNullable<NonNullable<OpenAPIObject['components']>['examples']>;

const PROBLEM = 'application/problem+json';
/** `@ApiProblem` puts the codes of an answer at the beginning of a paragraph of its description. */
const CODES = /^`([a-z0-9_, ]+)`:/gm;

/** What every route with a JSON body may answer, whatever else it says of itself. */
const OF_BODIES: Record<number, string> = {
  400: '`malformed`: The body is not JSON',
  413: '`too_large`: The body is larger than the server takes',
  415: '`unsupported_media_type`: The body is not sent as application/json',
  422: '`invalid`: `errors` names each fault',
};

/**
 * Completes what the description of the API says of errors: each route with a JSON body tells what a bad one is answered
 * with, and each answer shows an example of each of its codes.
 */
export function describeProblems(document: OpenAPIObject): OpenAPIObject {
  const examples: Examples = { ...document.components?.examples };
  for (const operation of operationsOf(document)) {
    if (takesJson(operation)) addBodyProblems(operation.responses);
    for (const [status, response] of Object.entries(operation.responses)) {
      const content = response && 'content' in response ? response.content?.[PROBLEM] : undefined;
      if (!content || !response || !('description' in response)) continue;
      content.examples = Object.fromEntries(
        codesIn(response.description).map((code) => {
          const name = `${status}_${code}`;
          examples[name] ??= { summary: code, value: exampleOf(Number(status), code) };
          return [code, { $ref: `#/components/examples/${name}` }];
        }),
      );
    }
  }
  return { ...document, components: { ...document.components, examples } };
}

const takesJson = ({ requestBody }: OperationObject): boolean =>
  requestBody !== undefined && 'content' in requestBody && 'application/json' in requestBody.content;

function addBodyProblems(responses: ResponsesObject): void {
  const schema = { $ref: getSchemaPath(ProblemDto) };
  for (const [status, description] of Object.entries(OF_BODIES))
    responses[status] ??= { description, content: { [PROBLEM]: { schema } } };
}

/** The codes that the description of an answer names, each once. */
export function codesIn(description = ''): string[] {
  const named = [...description.matchAll(CODES)].flatMap(([, codes = '']) => codes.split(/, */));
  return [...new Set(named)];
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
