import type { ValidationError } from 'class-validator';
import type { Fault } from '../errors/domain-error.js';
import { memberPointer } from '../errors/json-pointer.js';

/**
 * The constraints that say what a value has to be at all, and our words for them. Where one of them fails, those about
 * its size and form say nothing: of "abc" as a limit nobody has to know that it is not greater than 100.
 */
const KINDS: Readonly<Record<string, string | null>> = {
  whitelistValidation: 'is not known here',
  isArray: 'must be a list',
  isObject: 'must be an object',
  isString: 'must be a text',
  isBoolean: 'must be true or false',
  isInt: 'must be a whole number',
  isNumber: 'must be a number',
  isDate: 'must be a date and time, such as 2026-01-05T00:00:00Z',
  isRfc3339: null,
  isIn: null,
  isUuid: 'must be a UUID',
};

/** What is wrong in words, with the JSON pointer of the property that it is wrong with. */
export function toFaults(errors: readonly ValidationError[], parent = ''): Fault[] {
  return errors.flatMap((error) => {
    const pointer = memberPointer(parent, error.property);
    const own = detailsOf(error).map((detail) => ({ pointer, detail }));
    return [...own, ...toFaults(error.children ?? [], pointer)];
  });
}

function detailsOf({ property, value, constraints = {} }: ValidationError): string[] {
  const failed = Object.entries(constraints);
  if (failed.length > 0 && value === undefined) return ['is required'];
  for (const [kind, words] of Object.entries(KINDS)) {
    const message = constraints[kind];
    if (message !== undefined) return [inOurWords(message, property, words)];
  }
  return failed.map(([, message]) => inOurWords(message, property, null));
}

/** Messages begin with the name of the property, which the pointer says already, or with "each value in" it. */
function inOurWords(message: string, property: string, words: string | null): string {
  const each = `each value in ${property} `;
  if (message.startsWith(each)) return `each ${words ?? message.slice(each.length)}`;
  return words ?? (message.startsWith(`${property} `) ? message.slice(property.length + 1) : message);
}
