import type { OpenAPIObject, OperationObject, SchemaObject } from '@nestjs/swagger';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { resolved } from './api-description.js';

/** One request and what it was answered. */
export interface Exchange {
  method: string;
  /** As the description writes it, such as `/v1/flows/{id}`; null where there is no such route. */
  path: string | null;
  /** What was sent as JSON; undefined where nothing was. */
  sent?: unknown;
  status: number;
  contentType: string | undefined;
  /** Whether only some members were asked for, by `fields`. */
  selected?: boolean;
  /** The body, where all of it is at hand. */
  body: string | undefined;
}

type Content = Record<string, { schema?: object }>;

const PROBLEM = 'application/problem+json';
const ID = 'api';

/** Holds requests and answers against the description of the API. */
export class AnswerCheck {
  // Most schemas are asked once or twice by a test file, so that to polish their code costs more than it saves.
  private readonly ajv = new Ajv2020({ strict: false, allErrors: true, code: { optimize: false } });
  private readonly compiled = new Map<object, ValidateFunction>();

  constructor(private readonly description: OpenAPIObject) {
    addFormats.default(this.ajv);
    // Addresses may hold letters of any language (RFC 6531), and spaces around them are taken off.
    this.ajv.addFormat('email', /^\s*\S+@\S+\s*$/);
    this.ajv.addSchema({ $id: ID, components: { schemas: closed(description) } });
  }

  /** What of the exchange the description does not say; empty where it says all of it. */
  faultsOf(exchange: Exchange): string[] {
    const { method, path, status, sent } = exchange;
    const name = `${method.toUpperCase()} ${path ?? '(no route)'} ${status}`;
    // Browsers ask with it what they may send; it is described nowhere.
    if (method.toUpperCase() === 'OPTIONS') return [];
    const operation = this.operationOf(method, path);
    if (!operation)
      return status < 400 ? [`${name}: no such operation is described`] : this.bodyFaults(name, exchange, {});
    // What nobody foresaw is a bare problem document, which no route describes.
    if (status === 500) return this.bodyFaults(name, exchange, {});
    const told = operation.responses[status] ?? (status >= 400 ? operation.responses.default : undefined);
    const response = resolved(told) as { content?: Content } | undefined;
    if (!response) return [`${name}: the status is not described; ${exchange.body?.slice(0, 300)}`];
    return [
      ...this.bodyFaults(name, exchange, response.content ?? {}),
      ...(status < 300 ? this.requestFaults(name, operation, sent) : []),
    ];
  }

  private operationOf(method: string, path: string | null): OperationObject | undefined {
    const item = path === null ? undefined : this.description.paths[path];
    return item?.[method.toLowerCase() as 'get'];
  }

  private bodyFaults(
    name: string,
    { contentType, body, status, selected = false }: Exchange,
    content: Content,
  ): string[] {
    if (body === '' && Object.keys(content).length === 0) return [];
    const type = contentType?.split(';')[0]?.trim() ?? '(none)';
    const described = Object.keys(content).length === 0 && status >= 400 ? UNROUTED : content;
    const media = described[type];
    if (!media) return body === undefined || body === '' ? [] : [`${name}: ${type} is not described`];
    if (!media.schema || body === undefined || !/[/+]json$/.test(type)) return [];
    return this.faultsIn(media.schema, JSON.parse(body), selected && status < 300).map(
      (fault) => `${name}: ${fault}`,
    );
  }

  private requestFaults(name: string, { requestBody }: OperationObject, sent: unknown): string[] {
    if (sent === undefined || sent === null || !requestBody || '$ref' in requestBody) return [];
    const schema = requestBody.content['application/json']?.schema;
    return schema ? this.faultsIn(schema, sent).map((fault) => `${name}: taken, though ${fault}`) : [];
  }

  private faultsIn(schema: object, value: unknown, selected = false): string[] {
    const validate = this.compiled.get(schema) ?? this.ajv.compile(absolute(close(schema)));
    this.compiled.set(schema, validate);
    if (validate(value)) return [];
    const faults = validate.errors ?? [];
    return (selected ? faults.filter((fault) => !isLeftOut(fault)) : faults).slice(0, 5).map(textOf);
  }
}

/** What a request that meets no route is answered. */
const UNROUTED: Content = { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } };

/** A member of the answer, or of an item of it, that was not asked for. */
const isLeftOut = ({ keyword, instancePath }: ErrorObject): boolean =>
  keyword === 'required' && /^(\/items\/\d+)?$/.test(instancePath);

const textOf = ({ instancePath, message, params }: ErrorObject): string =>
  `${instancePath || '(body)'} ${message ?? ''} ${JSON.stringify(params)}`;

/** With references into the document that the schemas are kept in. */
const absolute = (schema: object): object =>
  JSON.parse(JSON.stringify(schema).replaceAll('"#/components/', `"${ID}#/components/`)) as object;

/**
 * The schemas, each of which takes the members that it names and no others. Those that others build on are there a second
 * time as they stand.
 */
function closed({ components }: OpenAPIObject): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(components?.schemas ?? {}).flatMap(([name, schema]) => [
      [name, name === 'Problem' ? schema : close(schema)],
      [`${name}${OPEN}`, onOpenBases(inside(schema))],
    ]),
  );
}

function close(node: object): object;
function close(node: unknown): unknown;
function close(node: unknown): unknown {
  if (Array.isArray(node)) return node.map((each: unknown) => close(each));
  if (typeof node !== 'object' || node === null) return node;
  const copy = inside(node);
  const open = !isSchemaOfObject(copy) || copy.additionalProperties !== undefined;
  return open ? copy : { ...onOpenBases(copy), unevaluatedProperties: false };
}

const inside = (node: object): SchemaObject =>
  Object.fromEntries(Object.entries(node).map(([key, value]) => [key, DATA.has(key) ? value : close(value)]));

const OPEN = '.open';

const onOpenBases = ({ allOf, ...schema }: SchemaObject): object =>
  allOf
    ? { ...schema, allOf: allOf.map((base) => ('$ref' in base ? { $ref: `${base.$ref}${OPEN}` } : base)) }
    : schema;

/** Members that hold values, not schemas. */
const DATA = new Set(['example', 'examples', 'default', 'const', 'enum', 'required']);

const isSchemaOfObject = (node: SchemaObject): boolean => {
  const { type, properties, allOf } = node;
  return (type === 'object' || allOf !== undefined) && typeof properties === 'object';
};
