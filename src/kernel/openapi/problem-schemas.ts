import type { Type } from '@nestjs/common';
import {
  getSchemaPath,
  type OpenAPIObject,
  type ReferenceObject,
  type ResponseObject,
  type SchemaObject,
} from '@nestjs/swagger';
import { ProblemDto } from '../errors/problem.dto.js';
import { titleOf } from '../errors/problem.js';
import { pascalCase } from './operations.js';

/**
 * By code: when it is answered, and the classes of what its documents have beside the standard members; of several classes,
 * one or the other.
 */
export type ProblemMeanings = Readonly<Record<string, readonly [when: string, ...members: Type[]]>>;

/** A code, and the status that it is answered with. */
export type ProblemAnswer = readonly [status: number, code: string];

/**
 * The schemas of problem documents: one for each code that has members of its own, or for each kind of members that it goes
 * with. Codes that have none are told by their names where they are answered.
 */
export class ProblemSchemas {
  readonly schemas: Record<string, SchemaObject> = {};

  constructor(
    private readonly document: OpenAPIObject,
    private readonly meanings: ProblemMeanings,
  ) {}

  /** What is answered with any of these codes. */
  contentOf(answers: readonly ProblemAnswer[]): ResponseObject['content'] {
    const plain = answers.filter(([, code]) => this.classesOf(code).length === 0);
    const schemas = [
      ...answers.flatMap(([status, code]) => this.ownSchemas(status, code)),
      ...(plain.length > 0 ? [this.plainSchema(plain)] : []),
    ];
    const [first] = schemas;
    const schema = schemas.length > 1 || !first ? { oneOf: schemas } : first;
    return { 'application/problem+json': { schema } };
  }

  /** The schemas of a code with members of its own, which are made when they are first asked for. */
  private ownSchemas(status: number, code: string): ReferenceObject[] {
    const classes = this.classesOf(code);
    return classes.map((members) => {
      const name = classes.length > 1 ? members.name : `${pascalCase(code)}Problem`;
      const { properties, required } = (this.document.components?.schemas?.[members.name] ??
        {}) as SchemaObject;
      this.schemas[name] ??= {
        allOf: [{ $ref: this.ofStatus(status) }],
        properties: { code: { enum: [code] }, ...properties },
        ...(required ? { required } : {}),
      };
      return { $ref: `#/components/schemas/${name}` };
    });
  }

  private plainSchema(answers: readonly ProblemAnswer[]): SchemaObject {
    const statuses = [...new Set(answers.map(([status]) => status))];
    const [first, ...others] = statuses;
    return {
      allOf: [
        { $ref: first === undefined || others.length > 0 ? getSchemaPath(ProblemDto) : this.ofStatus(first) },
      ],
      properties: {
        ...(others.length > 0 ? { status: { enum: statuses } } : {}),
        code: { enum: [...new Set(answers.map(([, code]) => code))] },
      },
    };
  }

  /** What all problem documents of a status have in common. */
  private ofStatus(status: number): string {
    const name = `Problem${status}`;
    this.schemas[name] ??= {
      allOf: [{ $ref: getSchemaPath(ProblemDto) }],
      properties: { title: { type: 'string', example: titleOf(status) }, status: { enum: [status] } },
    };
    return `#/components/schemas/${name}`;
  }

  private classesOf(code: string): Type[] {
    const entry = this.meanings[code];
    if (!entry) throw new Error(`a route answers ${code}, and nothing says what that means`);
    const [, ...classes] = entry;
    return classes;
  }
}
