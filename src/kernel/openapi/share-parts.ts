import type {
  HeaderObject,
  OpenAPIObject,
  OperationObject,
  ParameterObject,
  ReferenceObject,
  ResponseObject,
  ResponsesObject,
} from '@nestjs/swagger';
import { codesIn } from './describe-problems.js';
import { operationsOf, pascalCase } from './operations.js';

/** An answer of more codes is not named by them. */
const MOST_NAMED = 8;

/**
 * Writes parameters and answers that several operations have in common once, under `components`, and lets the operations
 * refer to them. The description is half as large for it.
 */
export function shareParts(document: OpenAPIObject): OpenAPIObject {
  const operations = operationsOf(document);
  const headers = sharedHeaders(operations);
  const parameters = new SharedParts<ParameterObject>('parameters', nameOfParameter);
  const responses = new SharedParts<ResponseObject>('responses', nameOfResponse);
  for (const operation of operations) {
    operation.parameters?.filter(isInline).forEach((each) => parameters.count(each));
    shareableIn(operation.responses).forEach(([, each]) => responses.count(each));
  }
  for (const operation of operations) {
    operation.parameters = operation.parameters?.map((each) =>
      isInline(each) ? parameters.shared(each) : each,
    );
    for (const [status, each] of shareableIn(operation.responses))
      operation.responses[status] = responses.shared(each);
  }
  return {
    ...document,
    components: {
      ...document.components,
      parameters: parameters.components,
      responses: responses.components,
      headers,
    },
  };
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

/** What a success tells is each operation's own, but for its headers. */
const shareableIn = (responses: ResponsesObject): [status: string, ResponseObject][] =>
  Object.entries(responses).flatMap(([status, each]): [string, ResponseObject][] =>
    isInline<ResponseObject>(each) && (status === 'default' || Number(status) >= 300) ? [[status, each]] : [],
  );

/** `ProposalId` for the id that is described as "The proposal", else by the parameter's own name. */
const nameOfParameter = ({ name, in: place, description = '' }: ParameterObject): string =>
  pascalCase(place === 'path' ? `${description.replace(/^the /i, '')} ${name}` : name);

const nameOfResponse = ({ description }: ResponseObject): string => {
  const codes = codesIn(description);
  return codes.length > MOST_NAMED
    ? 'AnyProblem'
    : codes.map(pascalCase).join('Or') || pascalCase(description);
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
