import type { OpenAPIObject, OperationObject, ResponseObject, ResponsesObject } from '@nestjs/swagger';
import { operationsOf } from './operations.js';
import { ProblemSchemas, type ProblemMembers } from './problem-schemas.js';

const PROBLEM = 'application/problem+json';
/** `@ApiProblem` puts the codes of an answer at the beginning of a paragraph of its description. */
const CODES = /^`([a-z0-9_, ]+)`:/gm;

type Told = readonly (readonly [status: number, description: string])[];

/** What every route may answer, whatever else it says of itself: the server refuses before the route is asked. */
const OF_ALL: Told = [
  [400, '`malformed`: The address, a header or the body cannot be read'],
  [
    400,
    '`too_complex`: The query has more parameters, or the body is nested deeper or has more values in it, than the server takes',
  ],
  [405, '`method_not_allowed`: The address has no such method; `Allow` says which it has'],
  [414, '`uri_too_long`: The address is longer than the server takes'],
  [431, '`headers_too_large`: The headers are larger than the server takes'],
  [503, '`unavailable`: The database, or an identity provider, is away; see Retry-After'],
  [503, '`server_busy`: The server has too much to do; see Retry-After'],
];

/** The same for every route that takes a credential. */
const OF_CREDENTIALS: Told = [
  [
    401,
    '`unauthorized, token_expired`: No credential, or one that is wrong or revoked; or one that was good and has expired',
  ],
  [403, "`forbidden`: The credential's role is below the `x-required-role` of the route"],
  [
    422,
    '`invalid`: A parameter is wrong, such as an id that is no UUID, or a member of the body; `errors` says which',
  ],
  [429, '`too_many_requests`: The rate limit of the credential is used up; see Retry-After'],
];

/** The same for every write that takes a credential, which may be a browser session. */
const OF_WRITES: Told = [
  [
    403,
    '`csrf_token_missing, csrf_token_wrong, cross_site_request`: Of a browser session: `X-CSRF-Token` is missing or wrong, or a page of another site sent it',
  ],
];

/** The same for every route with a JSON body. */
const OF_BODIES: Told = [
  [408, '`request_timeout`: The rest of the body did not come in time'],
  [413, '`too_large`: The body is larger than the server takes'],
  [415, '`unsupported_media_type`: The body is not sent as application/json'],
];

/** The same for every open route with parameters in its query. */
const OF_QUERIES: Told = [[422, '`invalid`: A parameter is wrong; `errors` says which']];

/** What every route that takes an Idempotency-Key may answer. */
const OF_KEYS: Told = [
  [
    409,
    '`idempotency_answer_not_kept`: It was done under this Idempotency-Key, and its answer is too large to keep, or a secret',
  ],
  [422, '`idempotency_key_reused`: You sent another request with this Idempotency-Key'],
];

/** What every POST that takes none may answer. */
const WITHOUT_KEYS: Told = [[422, '`idempotency_key_not_taken`: The route keeps no answers']];

/**
 * Completes what the description of the API says of errors: what every route may answer, a schema for each code, and an
 * example under each code of each answer. What a route says nothing of itself is in its answer `default`, which many
 * routes share; a status that it names has all of its codes.
 */
export function describeProblems(document: OpenAPIObject, members: ProblemMembers): OpenAPIObject {
  const problems = new ProblemSchemas(document, members);
  const items = Object.values(document.paths);
  const posts = new Set(items.map(({ post }) => post));
  const reads = new Set(items.map(({ get }) => get));
  for (const operation of operationsOf(document)) {
    const { responses } = operation;
    const common = [
      ...OF_ALL,
      ...commonOf(operation, { isPost: posts.has(operation), isRead: reads.has(operation) }),
    ];
    complete(responses, common);
    responses.default = defaultOf(common, problems);
    for (const [status, response] of Object.entries(responses))
      if (response && 'description' in response && Number(status) >= 400)
        describe(Number(status), response, problems);
  }
  return withProblems(document, members, problems);
}

function commonOf(
  operation: OperationObject,
  { isPost, isRead }: { isPost: boolean; isRead: boolean },
): Told {
  return [
    ...(operation.security ? OF_CREDENTIALS : takesQuery(operation) ? OF_QUERIES : []),
    ...(operation.security && !isRead ? OF_WRITES : []),
    ...(takesJson(operation) ? OF_BODIES : []),
    ...(takesKey(operation) ? OF_KEYS : isPost ? WITHOUT_KEYS : []),
  ];
}

const takesJson = ({ requestBody }: OperationObject): boolean =>
  requestBody !== undefined && 'content' in requestBody && 'application/json' in requestBody.content;

const takesKey = ({ parameters = [] }: OperationObject): boolean =>
  parameters.some((parameter) => 'name' in parameter && parameter.name === 'Idempotency-Key');

const takesQuery = ({ parameters = [] }: OperationObject): boolean =>
  parameters.some((parameter) => 'in' in parameter && parameter.in === 'query');

/** Adds the codes that the route does not name itself to the statuses that it does, each in a paragraph of its own. */
function complete(responses: ResponsesObject, answers: Told): void {
  for (const [status, description] of answers) {
    const own = responses[status] as ResponseObject | undefined;
    if (!own) continue;
    const told = codesIn(own.description);
    if (codesIn(description).some((code) => told.includes(code))) continue;
    responses[status] = { ...own, description: `${own.description}\n\n${description}` };
  }
}

/** The answer of any status that the route does not name, with the status of each code in its text. */
function defaultOf(common: Told, problems: ProblemSchemas): ResponseObject {
  const byStatus = [...common].sort(([one], [other]) => one - other);
  const known = byStatus.flatMap(([status, description]) =>
    codesIn(description).map((code) => ({ status, code })),
  );
  return {
    description: byStatus.map(([status, text]) => text.replace('`:', `\`: ${status}.`)).join('\n\n'),
    content: {
      [PROBLEM]: {
        schema: { oneOf: known.flatMap(({ status, code }) => problems.of(status, code)) },
        examples: Object.fromEntries(known.map(({ status, code }) => [code, problems.example(status, code)])),
      },
    },
  };
}

function describe(status: number, response: ResponseObject, problems: ProblemSchemas): void {
  const codes = codesIn(response.description);
  const schemas = codes.flatMap((code) => problems.of(status, code));
  const [first] = schemas;
  if (!first) return;
  response.content = {
    [PROBLEM]: {
      schema: schemas.length > 1 ? { oneOf: schemas } : first,
      examples: Object.fromEntries(codes.map((code) => [code, problems.example(status, code)])),
    },
  };
}

/** The classes of members are only what the schemas are made of. */
function withProblems(
  document: OpenAPIObject,
  members: ProblemMembers,
  problems: ProblemSchemas,
): OpenAPIObject {
  const { schemas = {}, examples = {}, ...components } = document.components ?? {};
  const raw = Object.values(members).flatMap((classes) => classes.map(({ name }) => name));
  const kept = Object.entries(schemas).filter(([name]) => !raw.includes(name));
  return {
    ...document,
    components: {
      ...components,
      schemas: { ...Object.fromEntries(kept), ...problems.schemas },
      examples: { ...examples, ...problems.examples },
    },
  };
}

/** The codes that the description of an answer names, each once. */
export function codesIn(description = ''): string[] {
  const named = [...description.matchAll(CODES)].flatMap(([, codes = '']) => codes.split(/, */));
  return [...new Set(named)];
}
