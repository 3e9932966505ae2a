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
}

/**
 * Looks at the shape of a body before objects of its class are made and their properties are checked, both of which
 * take long for long lists: the length of a list comes before its items, and where an object belongs there is one.
 * @param type the class of the body. Its properties with `@ArrayMaxSize` are lists that may have so many items, those
 *   with `@ValidateNested` objects or lists of them, and those with `@Allow` are let in as they were sent.
 * @throws DomainError 422
 */
export function splitBody(type: Type, body: unknown): SplitBody {
  if (!isObject(body)) throw invalid([{ pointer: '', detail: 'must be an object' }]);
  const described = { ...body };
  const asSent: Members = {};
  const faults: Fault[] = [];
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    const value = body[rule.propertyName];
    const pointer = memberPointer('', rule.propertyName);
    if (rule.type === ValidationTypes.WHITELIST && value !== undefined) {
      asSent[rule.propertyName] = value;
      Reflect.deleteProperty(described, rule.propertyName);
    } else if (rule.name === 'arrayMaxSize' && Array.isArray(value)) {
      const most = Number(rule.constraints[0]);
      if (value.length > most) faults.push({ pointer, detail: `must have at most ${most} items` });
    } else if (rule.type === ValidationTypes.NESTED_VALIDATION && typeof value === 'object') {
      faults.push(...misplaced(value, rule.each, pointer));
    }
  }
  if (faults.length > 0) throw invalid(faults);
  if (hasMoreElements(described, REQUEST_LIMITS.checkedElements)) throw tooManyElements();
  return { described, asSent };
}

/** Where an object or a list of objects belongs: a list in place of an object, and the other way round. */
function misplaced(value: unknown, isList: boolean, pointer: string): Fault[] {
  if (!Array.isArray(value)) return isList && value !== null ? [{ pointer, detail: 'must be a list' }] : [];
  if (!isList) return [{ pointer, detail: 'must be an object' }];
  const wrong = value.findIndex((item) => !isObject(item));
  return wrong < 0 ? [] : [{ pointer: memberPointer(pointer, wrong), detail: 'must be an object' }];
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
