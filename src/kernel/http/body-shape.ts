import type { Type } from '@nestjs/common';
import { getMetadataStorage, ValidationTypes } from 'class-validator';
import { type DomainError, invalid, type Fault } from '../errors/domain-error.js';
import { memberPointer } from '../errors/json-pointer.js';
import { REQUEST_LIMITS } from './request-limits.js';

type Members = Record<string, unknown>;

/** A body in two parts: what a class describes, and what is let in as it was sent, for somebody else to check. */
export interface SplitBody {
  described: Members;
  asSent: Members;
  /** Where there is another shape than belongs there. Something else is in its place in `described`. */
  misshapen: Fault[];
}

/**
 * Looks at the shape of a body before objects of its class are made and their properties are checked, both of which
 * take long for long lists: the length of a list comes before its items, and where an object belongs there is one.
 * @param type the class of the body. Its properties with `@ArrayMaxSize` are lists that may have so many items, those
 *   with `@ValidateNested` objects or lists of them, and those with `@Allow` are let in as they were sent.
 * @throws DomainError 422 where it is no object, or has too much in it
 */
export function splitBody(type: Type, body: unknown): SplitBody {
  if (!isObject(body)) throw invalid([{ pointer: '', detail: 'must be an object' }]);
  const described = { ...body };
  const asSent: Members = {};
  const misshapen: Fault[] = [];
  const rules = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  for (const { name, type: kind, propertyName, constraints, each } of rules) {
    const value = described[propertyName];
    const pointer = memberPointer('', propertyName);
    if (kind === ValidationTypes.WHITELIST && value !== undefined) {
      asSent[propertyName] = value;
      Reflect.deleteProperty(described, propertyName);
    } else if (name === 'arrayMaxSize' && Array.isArray(value) && value.length > Number(constraints[0])) {
      misshapen.push({ pointer, detail: `must have at most ${constraints[0]} items` });
      described[propertyName] = [];
    } else if (kind === ValidationTypes.NESTED_VALIDATION && typeof value === 'object' && value !== null) {
      const faults = misplaced(value, each, pointer);
      if (faults.length === 0) continue;
      misshapen.push(...faults);
      described[propertyName] =
        Array.isArray(value) && each ? value.map((item) => (isObject(item) ? item : {})) : undefined;
    }
  }
  if (hasMoreElements(described, REQUEST_LIMITS.checkedElements)) throw tooManyElements();
  return { described, asSent, misshapen };
}

/** Where an object or a list of objects belongs: a list in place of an object, and the other way round. */
function misplaced(value: object, isList: boolean, pointer: string): Fault[] {
  if (!Array.isArray(value)) return isList ? [{ pointer, detail: 'must be a list' }] : [];
  if (!isList) return [{ pointer, detail: 'must be an object' }];
  return value.flatMap((item, i) =>
    isObject(item) ? [] : [{ pointer: memberPointer(pointer, i), detail: 'must be an object' }],
  );
}

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function hasMoreElements(value: unknown, limit: number): boolean {
  const found = [value];
  for (const next of found) {
    if (typeof next !== 'object' || next === null) continue;
    for (const member of Object.values(next as Members)) {
      if (found.push(member) > limit) return true;
    }
  }
  return false;
}

const tooManyElements = (): DomainError =>
  invalid([{ pointer: '', detail: `must have at most ${REQUEST_LIMITS.checkedElements} values` }]);
