import type {
  ExampleObject,
  HeaderObject,
  OpenAPIObject,
  OperationObject,
  ParameterObject,
  ReferenceObject,
  ResponseObject,
  ResponsesObject,
} from '@nestjs/swagger';
import { operationsOf, pascalCase } from './operations.js';

/**
 * Writes parameters and answers that several operations have in common once, under `components`, and lets the operations
 * refer to them; and the credential that most take once for all. The description is half as large for it.
 */
export function shareParts(document: OpenAPIObject): OpenAPIObject {
  const operations = operationsOf(document);
  const headers = sharedHeaders(operations);
  const parameters = new SharedParts<ParameterObject>('parameters', nameOfParameter);
  const responses = new SharedParts<ResponseObject>('responses', nameOfResponse);
  const examples = new SharedParts<ExampleObject>('examples', ({ summary = 'example' }) =>
    pascalCase(summary),
  );
  for (const operation of operations) {
    operation.parameters?.filter(isInline).forEach((each) => parameters.count(each));
    inlineIn(operation.responses).forEach(([, each]) => responses.count(each));
    examplesIn(operation).forEach((group) =>
      Object.values(group)
        .filter(isInline)
        .forEach((each) => examples.count(each)),
    );
  }
  for (const operation of operations) {
    operation.parameters = operation.parameters?.map((each) =>
      isInline(each) ? parameters.shared(each) : each,
    );
    for (const [status, each] of inlineIn(operation.responses))
      operation.responses[status] = responses.shared(each);
    for (const group of examplesIn(operation))
      for (const [name, each] of Object.entries(group))
        if (isInline(each)) group[name] = examples.shared(each);
  }
  return {
    ...document,
    security: sharedSecurity(operations),
    components: {
      ...document.components,
      parameters: parameters.components,
      responses: responses.components,
      examples: examples.components,
      headers,
    },
  };
}

/** The credential of every operation that does not say that it takes none. */
function sharedSecurity(operations: readonly OperationObject[]): OperationObject['security'] {
  const shared = operations.find(({ security }) => security?.length)?.security;
  for (const operation of operations) {
    if (!operation.security) operation.security = [];
    else if (JSON.stringify(operation.security) === JSON.stringify(shared)) delete operation.security;
  }
  return shared;
}

/** The headers of answers, each once by its name; one of another meaning stays where it is. */
function sharedHeaders(operations: readonly OperationObject[]): Record<string, HeaderObject> {
  const shared: Record<string, HeaderObject> = {};
  for (const { responses } of operations)
    for (const { headers = {} } of Object.values(responses).filter(isInline<ResponseObject>))
      for (const [name, header] of Object.entries(headers)) {
        if ('$ref' in header) continue;
        shared[name] ??= header;
        if (JSON.stringify(shared[name]) === JSON.stringify(header))
          headers[name] = { $ref: `#/components/headers/${name}` };
      }
  return shared;
}

const isInline = <T extends object>(part: T | ReferenceObject | undefined): part is T =>
  part !== undefined && !('$ref' in part);

const inlineIn = (responses: ResponsesObject): [status: string, ResponseObject][] =>
  Object.entries(responses).flatMap(([status, each]): [string, ResponseObject][] =>
    isInline<ResponseObject>(each) ? [[status, each]] : [],
  );

/** The named examples of the body that it takes, by media type. */
const examplesIn = ({ requestBody }: OperationObject): Record<string, ExampleObject | ReferenceObject>[] =>
  requestBody && 'content' in requestBody
    ? Object.values(requestBody.content).flatMap(({ examples }) =>
        examples ? [examples as Record<string, ExampleObject>] : [],
      )
    : [];

/** `ProposalId` for the id that is described as "The proposal", else by the parameter's own name. */
const nameOfParameter = ({ name, in: place, description = '' }: ParameterObject): string =>
  pascalCase(place === 'path' ? `${description.replace(/^the /i, '')} ${name}` : name);

/** Of what is answered with a status that the route does not name. */
const OF_OTHERS = /^\d{3} /;

const nameOfResponse = ({ description, content }: ResponseObject): string => {
  if (OF_OTHERS.test(description)) return 'AnyProblem';
  if (content?.['application/problem+json']) return pascalCase(/[a-z0-9_]+/.exec(description)?.[0] ?? '');
  const schema = Object.values(content ?? {})[0]?.schema;
  const name = schema && '$ref' in schema ? schema.$ref.split('/').at(-1) : pascalCase(description);
  return name || 'Answer';
};

/** Parts of one kind: how often each is there, and those that are there more than once under names of their own. */
class SharedParts<Part extends object> {
  readonly components: Record<string, Part> = {};
  private readonly uses = new Map<string, number>();
  private readonly references = new Map<string, ReferenceObject>();

  constructor(
    private readonly kind: string,
    private readonly nameOf: (part: Part) => string,
  ) {}

  count(part: Part): void {
    const key = JSON.stringify(part);
    this.uses.set(key, (this.uses.get(key) ?? 0) + 1);
  }

  shared(part: Part): Part | ReferenceObject {
    const key = JSON.stringify(part);
    if ((this.uses.get(key) ?? 0) < 2) return part;
    const known = this.references.get(key);
    if (known) return known;
    const name = this.freeName(part);
    this.components[name] = part;
    const reference = { $ref: `#/components/${this.kind}/${name}` };
    this.references.set(key, reference);
    return reference;
  }

  private freeName(part: Part): string {
    const name = this.nameOf(part);
    let count = 1;
    while (`${name}${count > 1 ? count : ''}` in this.components) count++;
    return `${name}${count > 1 ? count : ''}`;
  }
}
