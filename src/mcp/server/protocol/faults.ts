import type * as z from 'zod';
import { invalid, type Fault } from '../../../kernel/errors/domain-error.js';
import { memberPointer } from '../../../kernel/errors/json-pointer.js';

/**
 * What was sent, read by a schema.
 * @throws DomainError 422 with a pointer to each fault, as a body of the API would get it
 */
export function readBy<Schema extends z.ZodObject>(schema: Schema, sent: unknown): z.output<Schema> {
  const read = schema.safeParse(sent ?? {}, { error: inOurWords });
  if (!read.success) throw invalid(read.error.issues.flatMap(faultsOf));
  return read.data;
}

function faultsOf(issue: z.core.$ZodIssue): Fault[] {
  const pointer = issue.path.reduce<string>((parent, key) => memberPointer(parent, String(key)), '');
  if (issue.code !== 'unrecognized_keys') return [{ pointer, detail: issue.message }];
  return issue.keys.map((key) => ({ pointer: memberPointer(pointer, key), detail: 'is not known here' }));
}

/** Left out: a message that the schema gives itself. */
function inOurWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'is required';
  if (issue.code === 'invalid_value') return `must be one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'too_big') return `must ${verbOf(issue.origin)} at most ${issue.maximum}`;
  if (issue.code === 'too_small') return `must ${verbOf(issue.origin)} at least ${issue.minimum}`;
  return undefined;
}

const verbOf = (origin: string): string => (origin === 'array' ? 'have' : 'be');
