import * as z from 'zod';
import type { Actor, Role } from '../../../kernel/http/actor.js';

/** What a client may know of a tool before it calls it; `idempotent`: calling it again changes nothing further. */
export type Effect =
  /** Changes nothing. */
  | 'reads'
  /** Adds something each time. */
  | 'adds'
  /** Adds something once; a second call with the same arguments is refused, or changes nothing. */
  | 'adds_once'
  /** Publishes, or takes something out of use; as `adds_once`. */
  | 'decides';

export interface ToolAnswer<Data> {
  /** For the model, as `told` makes it. */
  words: string;
  /** The same for programs. */
  data: Data;
}

/** One tool. Its schemas are what clients are shown and what is checked. */
export interface Tool<Input extends z.ZodObject = z.ZodObject, Output extends z.ZodObject = z.ZodObject> {
  name: string;
  title: string;
  description: string;
  /** The least role that may call it; who has less is not shown it. */
  role: Role;
  effect: Effect;
  input: Input;
  output: Output;
  run(actor: Actor, input: z.output<Input>): Promise<ToolAnswer<z.input<Output>>>;
}

/** A tool of any input: what it is given was read by its own schema. */
export interface AnyTool extends Omit<Tool, 'run'> {
  run(actor: Actor, input: unknown): Promise<ToolAnswer<unknown>>;
}

/** Lets TypeScript hold `run` against the schemas. Members that a schema does not name are refused. */
export function tool<Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: Tool<Input, Output>,
): AnyTool {
  return { ...definition, run: (actor, input) => definition.run(actor, input as z.output<Input>) };
}

/** The tool as `tools/list` shows it. */
export function describeTool({ name, title, description, effect, input, output }: AnyTool) {
  return {
    name,
    title,
    description,
    inputSchema: schemaOf(input, 'input'),
    outputSchema: schemaOf(output, 'output'),
    annotations: {
      title,
      readOnlyHint: effect === 'reads',
      destructiveHint: effect === 'decides',
      idempotentHint: effect !== 'adds',
      // It knows the account and nothing beyond it.
      openWorldHint: false,
    },
  };
}

/**
 * As JSON Schema, without what a model would read in vain (the dialect, and that a number is one that JavaScript can count to), and
 * with one type in each place: some clients know no others.
 */
function schemaOf(
  schema: z.ZodObject,
  io: 'input' | 'output',
): { type: 'object'; [member: string]: unknown } {
  const described = JSON.stringify(z.toJSONSchema(schema, { io }));
  const members = JSON.parse(described, (name, value: unknown) => {
    if (name === '$schema' || value === Number.MAX_SAFE_INTEGER || value === Number.MIN_SAFE_INTEGER)
      return undefined;
    if (typeof value !== 'object' || value === null || !('type' in value) || !Array.isArray(value.type))
      return value;
    const { type, ...rest } = value;
    return { ...rest, anyOf: type.map((one: unknown) => ({ type: one })) };
  }) as object;
  return { ...members, type: 'object' };
}
