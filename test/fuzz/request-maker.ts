import type { OpenAPIObject, ParameterObject } from '@nestjs/swagger';
import { pick, type Random } from '../../tools/simulation/random.js';
import type { DescribedOperation } from '../support/api-description.js';
import type { KnownIds } from './known-ids.js';
import { broken, HOSTILE_TEXTS, mutated } from './mutations.js';
import { Values } from './values.js';

export interface FuzzRequest {
  operation: DescribedOperation;
  method: string;
  /** Path and query. */
  target: string;
  /** Whether the path may be of another route, or of none. */
  lost: boolean;
  headers: Record<string, string>;
  body: string | Buffer | undefined;
}

/** The share of requests that keep to the description. */
const SOUND = 0.5;
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const CONTENT_TYPES = [
  'text/plain',
  'application/x-www-form-urlencoded',
  'application/json; charset=latin1',
  '*/*',
];

/** Makes requests of operations: some as the description has it, some with one thing wrong. */
export class RequestMaker {
  private readonly values: Values;

  constructor(
    description: OpenAPIObject,
    private readonly random: Random,
    private readonly ids: KnownIds,
    marker: string,
  ) {
    this.values = new Values(description, random, ids, marker);
  }

  /** @param others ids of another account, which some requests are about */
  make(operation: DescribedOperation, others: KnownIds): FuzzRequest {
    const sound = this.random() < SOUND;
    const request: FuzzRequest = {
      operation,
      method: operation.method.toUpperCase(),
      target: this.path(operation, this.random() < 0.1 ? others : this.ids) + this.query(operation, sound),
      lost: false,
      headers: this.headers(operation),
      ...this.body(operation, sound),
    };
    return sound ? request : this.spoilt(request);
  }

  private path({ path }: DescribedOperation, ids: KnownIds): string {
    const parts = path.split('/');
    const filled = parts.map((part, index) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      if (!name) return part;
      if (name === 'version') return String(1 + Math.floor(this.random() * 2));
      if (name === 'kind') return pick(this.random, ['psa', 'internal']);
      return encodeURIComponent(
        ids.pick(this.random, name === 'id' ? (parts[index - 1] ?? '') : name.replace(/_id$/, '')),
      );
    });
    return filled.join('/');
  }

  private query({ parameters }: DescribedOperation, sound: boolean): string {
    const asked = parameters.filter(
      (parameter) => parameter.in === 'query' && (parameter.required || this.random() < 0.2),
    );
    const pairs = asked.map((parameter) => {
      const value = sound || this.random() < 0.5 ? this.value(parameter) : pick(this.random, HOSTILE_TEXTS);
      return `${encodeURIComponent(parameter.name)}=${value}`;
    });
    return pairs.length > 0 ? `?${pairs.join('&')}` : '';
  }

  private value({ schema, name }: ParameterObject): string {
    const value = this.values.of(schema ?? {}, name);
    return encodeURIComponent(Array.isArray(value) ? value.join(',') : String(value));
  }

  private headers({ parameters }: DescribedOperation): Record<string, string> {
    const sent = parameters.filter((parameter) => parameter.in === 'header' && this.random() < 0.1);
    return Object.fromEntries(
      sent.map(({ name }) => [name, pick(this.random, ['*', '"1"', '"1.x"', 'x', '1', '"', '""'])]),
    );
  }

  private body({ operation }: DescribedOperation, sound: boolean): Pick<FuzzRequest, 'body'> {
    const { requestBody } = operation;
    if (!requestBody || '$ref' in requestBody) return { body: undefined };
    const json = requestBody.content['application/json'];
    if (!json) return { body: `${JSON.stringify({ title: 'x' })}\n` };
    const made = this.values.of(json.schema ?? {});
    const sent = sound || this.random() < 0.3 ? made : mutated(this.random, made);
    return { body: JSON.stringify(sent) };
  }

  private spoilt(request: FuzzRequest): FuzzRequest {
    const kind = this.random();
    const { body } = request;
    if (kind < 0.05) return { ...request, method: pick(this.random, METHODS) };
    if (kind < 0.1) return { ...request, target: this.spoiltTarget(request.target), lost: true };
    if (kind < 0.15) return { ...request, headers: { ...request.headers, authorization: 'Bearer nonsense' } };
    if (kind < 0.2) return { ...request, headers: { ...request.headers, accept: 'image/png' } };
    if (kind < 0.22) return { ...request, headers: { ...request.headers, 'x-long': 'x'.repeat(20_000) } };
    if (kind < 0.27 && body) {
      const headers = { ...request.headers, 'content-type': pick(this.random, CONTENT_TYPES) };
      return { ...request, headers };
    }
    if (kind < 0.35 && typeof body === 'string') return { ...request, body: broken(this.random, body) };
    return request;
  }

  private spoiltTarget(target: string): string {
    const parts = target.split('/');
    const at = 2 + Math.floor(this.random() * (parts.length - 2));
    return parts.map((part, index) => (index === at ? pick(this.random, HOSTILE_TEXTS) : part)).join('/');
  }
}
