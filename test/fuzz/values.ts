import fc from 'fast-check';
import type { OpenAPIObject, SchemaObject } from '@nestjs/swagger';
import { pick, type Random } from '../../tools/simulation/random.js';
import type { KnownIds } from './known-ids.js';

const MOST_ITEMS = 3;
const DEEPEST = 8;
const WORDS = ['Is the printer on?', 'restart it', 'yes', 'no', 'ok', 'Ubertraße', 'дом', '🖨️', 'a b c'];

/** Makes values that a schema of the description takes. */
export class Values {
  constructor(
    private readonly description: OpenAPIObject,
    private readonly random: Random,
    private readonly ids: KnownIds,
    /** Begins every free text, so that it can be found again wherever it comes up. */
    private readonly marker: string,
  ) {}

  /** @param name of the member or parameter, which tells what an id is of */
  of(schema: unknown, name = '', depth = 0): unknown {
    const { $ref, ...given } = schema as SchemaObject & { $ref?: string };
    if ($ref) return this.of(this.schema($ref), name, depth);
    const choices = given.oneOf ?? given.anyOf;
    if (choices) return this.of(pick(this.random, choices), name, depth);
    if (given.allOf) return this.allOf(given, name, depth);
    if (given.enum) return pick(this.random, given.enum as unknown[]);
    if (given.example !== undefined && this.random() < 0.5 && !given.format) return given.example;
    const types = [given.type ?? (given.properties ? 'object' : 'string')].flat();
    return this.ofType(pick(this.random, types), given, name, depth);
  }

  private ofType(type: string, schema: SchemaObject, name: string, depth: number): unknown {
    if (type === 'null') return null;
    if (type === 'boolean') return this.random() < 0.5;
    if (type === 'integer' || type === 'number') return this.number(type, schema);
    if (type === 'array') return this.array(schema, name, depth);
    if (type === 'object') return this.object(schema, depth);
    return this.text(schema, name);
  }

  private allOf({ allOf = [], properties, required }: SchemaObject, name: string, depth: number): unknown {
    const parts = [...allOf, ...(properties ? [{ type: 'object', properties, required }] : [])];
    const made = parts.map((part) => this.of(part, name, depth));
    return made.length === 1
      ? made[0]
      : Object.assign({}, ...made.filter((part) => typeof part === 'object'));
  }

  private schema($ref: string): unknown {
    return this.description.components?.schemas?.[$ref.split('/').at(-1) ?? ''] ?? {};
  }

  private number(type: string, { minimum = 0, maximum = 100 }: SchemaObject): number {
    const most = Math.min(maximum, minimum + 10_000);
    const value = pick(this.random, [minimum, most, minimum + this.random() * (most - minimum)]);
    return type === 'integer' ? Math.round(value) : value;
  }

  private array(
    { items, minItems = 0, maxItems = MOST_ITEMS }: SchemaObject,
    name: string,
    depth: number,
  ): unknown[] {
    const most = depth > DEEPEST ? minItems : Math.min(maxItems, Math.max(minItems, MOST_ITEMS));
    const count = minItems + Math.floor(this.random() * (most - minItems + 1));
    return Array.from({ length: count }, () => this.of(items ?? {}, name.replace(/s$/, ''), depth + 1));
  }

  private object({ properties = {}, required = [] }: SchemaObject, depth: number): object {
    const members = Object.entries(properties).filter(
      ([name]) => required.includes(name) || (depth < DEEPEST && this.random() < 0.5),
    );
    return Object.fromEntries(members.map(([name, schema]) => [name, this.of(schema, name, depth + 1)]));
  }

  private text(schema: SchemaObject, name: string): string {
    const { format, pattern, maxLength = 200, minLength = 0 } = schema;
    if (format === 'uuid') return this.ids.pick(this.random, name.replace(/_ids?$/, ''));
    if (format === 'date-time') return new Date(1.7e12 + this.random() * 1e11).toISOString();
    if (format === 'email')
      return `${this.marker}${Math.floor(this.random() * 1e9)}@example.com`.toLowerCase();
    if (name === 'cursor') return Buffer.from('["x"]').toString('base64url');
    if (pattern && !new RegExp(pattern, 'u').test(`${this.marker}yes`))
      return (
        fc.sample(fc.stringMatching(new RegExp(pattern, 'u')), {
          seed: Math.floor(this.random() * 2 ** 31),
          numRuns: 1,
        })[0] ?? ''
      );
    const text = `${this.marker}${pick(this.random, WORDS)}`;
    return text.padEnd(minLength, 'x').slice(0, Math.max(maxLength, minLength));
  }
}
