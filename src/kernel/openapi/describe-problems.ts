import type { OpenAPIObject, OperationObject, ResponseObject, SchemaObject } from '@nestjs/swagger';
import { codesOf } from '../errors/api-problem.js';
import { operationsOf } from './operations.js';
import { PROBLEM_PAGE } from './problem-page.js';
import { ProblemSchemas, type ProblemAnswer, type ProblemMeanings } from './problem-schemas.js';

type Answers = readonly (readonly [status: number, ...codes: string[]])[];

/** What every route may answer, whatever else it says of itself: the server refuses before the route is asked. */
const OF_ALL: Answers = [
  [400, 'malformed', 'too_complex'],
  [405, 'method_not_allowed'],
  [414, 'uri_too_long'],
  [429, 'too_many_requests'],
  [431, 'headers_too_large'],
  [503, 'unavailable', 'server_busy'],
];

/** The same for every route that takes a credential. */
const OF_CREDENTIALS: Answers = [
  [401, 'unauthorized', 'token_expired'],
  [403, 'forbidden'],
  [422, 'invalid'],
];

/** The same for every write that takes a credential, which may be a browser session. */
const OF_WRITES: Answers = [[403, 'csrf_token_missing', 'csrf_token_wrong', 'cross_site_request']];

/** The same for every route with a JSON body. */
const OF_BODIES: Answers = [
  [408, 'request_timeout'],
  [413, 'too_large'],
  [415, 'unsupported_media_type'],
];

/** The same for every open route with parameters in its query, or a body. */
const OF_OPEN: Answers = [[422, 'invalid']];

/** What every route that takes an Idempotency-Key may answer. */
const KEPT_FOR_KEYS = 'idempotency_answer_not_kept';
const OF_KEYS: Answers = [
  [409, KEPT_FOR_KEYS],
  [422, 'idempotency_key_reused'],
];

/** What every POST that takes none may answer. */
const WITHOUT_KEYS: Answers = [[422, 'idempotency_key_not_taken']];

/**
 * Completes what the description of the API says of errors: what every route may answer, a schema for it, and once for all
 * routes what each code means. What a route says nothing of itself is in its answer `default`, which many routes share; a
 * status that it names has all of its codes.
 */
export function describeProblems(document: OpenAPIObject, meanings: ProblemMeanings): OpenAPIObject {
  const problems = new ProblemSchemas(document, meanings);
  const items = Object.values(document.paths);
  const posts = new Set(items.map(({ post }) => post));
  const reads = new Set(items.map(({ get }) => get));
  for (const operation of operationsOf(document)) {
    const common = commonOf(operation, { isPost: posts.has(operation), isRead: reads.has(operation) });
    for (const [key, response] of Object.entries(operation.responses)) {
      const status = Number(key);
      if (!response || '$ref' in response || !(status >= 400)) continue;
      const own = codesOf(response.description).map((code) => [status, code] as const);
      describe(response, [...own, ...common.filter(([of]) => of === status)], problems);
    }
    operation.responses.default = describeOthers(operation.security ? OF_ANY_CREDENTIALED : common, problems);
  }
  return withProblems(document, meanings, problems);
}

const answersOf = (...groups: Answers[]): ProblemAnswer[] =>
  groups.flat().flatMap(([status, ...codes]) => codes.map((code) => [status, code] as const));

/** One for all of them, since it would be said a hundred times: which of these a route may answer follows from what it takes. */
const OF_ANY_CREDENTIALED = answersOf(OF_ALL, OF_CREDENTIALS, OF_WRITES, OF_BODIES, OF_KEYS, WITHOUT_KEYS);

function commonOf(
  operation: OperationObject,
  { isPost, isRead }: { isPost: boolean; isRead: boolean },
): ProblemAnswer[] {
  return answersOf(
    OF_ALL,
    operation.security ? OF_CREDENTIALS : takesQuery(operation) || takesJson(operation) ? OF_OPEN : [],
    operation.security && !isRead ? OF_WRITES : [],
    takesJson(operation) ? OF_BODIES : [],
    takesKey(operation) ? OF_KEYS : isPost ? WITHOUT_KEYS : [],
  );
}

const takesJson = ({ requestBody }: OperationObject): boolean =>
  requestBody !== undefined && 'content' in requestBody && 'application/json' in requestBody.content;

const takesKey = ({ parameters = [] }: OperationObject): boolean =>
  parameters.some((parameter) => 'name' in parameter && parameter.name === 'Idempotency-Key');

const takesQuery = ({ parameters = [] }: OperationObject): boolean =>
  parameters.some((parameter) => 'in' in parameter && parameter.in === 'query');

const named = (codes: readonly string[]): string => codes.map((code) => `\`${code}\``).join(', ');

function describe(
  response: ResponseObject,
  answers: readonly ProblemAnswer[],
  problems: ProblemSchemas,
): void {
  const each = answers.filter(([, code], at) => answers.findIndex(([, other]) => other === code) === at);
  const codes = each.map(([, code]) => code);
  // Thirty routes would say it again, which the answer of any other status says for all.
  const own = codes.filter((code) => code !== KEPT_FOR_KEYS);
  response.description = named(own.length > 0 ? own : codes);
  response.content = problems.contentOf(each);
}

/** The answer of any status that the route does not name, with the codes of each in its text. */
function describeOthers(answers: readonly ProblemAnswer[], problems: ProblemSchemas): ResponseObject {
  const statuses = [...new Set(answers.map(([status]) => status))].sort((one, other) => one - other);
  const codesWith = (status: number): string[] =>
    answers.flatMap(([of, code]) => (of === status ? [code] : []));
  return {
    description: statuses.map((status) => `${status} ${named(codesWith(status))}`).join('; '),
    content: problems.contentOf(answers),
  };
}

/** The classes of members are only what the schemas are made of. */
function withProblems(
  document: OpenAPIObject,
  meanings: ProblemMeanings,
  problems: ProblemSchemas,
): OpenAPIObject {
  const { schemas = {}, ...components } = document.components ?? {};
  const raw = Object.values(meanings).flatMap(([, ...classes]) => classes.map(({ name }) => name));
  const kept = Object.fromEntries(Object.entries(schemas).filter(([name]) => !raw.includes(name)));
  const { code } = (kept['Problem'] as SchemaObject).properties ?? {};
  if (code && !('$ref' in code))
    code.description = `${code.description ?? ''}: [what each means](${PROBLEM_PAGE})`;
  return { ...document, components: { ...components, schemas: { ...kept, ...problems.schemas } } };
}
