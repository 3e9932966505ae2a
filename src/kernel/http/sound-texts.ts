import type { FastifyInstance } from 'fastify';
import { type Fault, invalid } from '../errors/domain-error.js';
import { malformed, tooComplex } from '../errors/request-errors.js';
import { memberPointer } from '../errors/json-pointer.js';
import { REQUEST_LIMITS } from './request-limits.js';

/** How a JSON text writes U+0000, and half of a surrogate pair; a text in UTF-8 can hold the latter in no other way. */
const ESCAPED = /\\u(?:0000|[dD][89a-fA-F])/;

/** Whether what a JSON text says may hold texts that are not sound; most hold none, and need not be looked at. */
export const mayBeUnsound = (json: string): boolean => ESCAPED.test(json);

/**
 * The texts, and names of members, that neither PostgreSQL nor UTF-8 can hold: with U+0000, or with half of a surrogate
 * pair.
 * @param value JSON, within the bounds of depth
 */
export function unsoundTexts(value: unknown, pointer = ''): Fault[] {
  if (typeof value === 'string') {
    const detail = wrongIn(value);
    return detail === null ? [] : [{ pointer, detail: `must not contain ${detail}` }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, member]) => {
    const detail = wrongIn(name);
    const own =
      detail === null ? [] : [{ pointer, detail: `must not have a member whose name contains ${detail}` }];
    return [...own, ...unsoundTexts(member, memberPointer(pointer, name.toWellFormed()))];
  });
}

function wrongIn(text: string): string | null {
  if (text.includes('\0')) return 'the character U+0000';
  return text.isWellFormed() ? null : 'half of a surrogate pair';
}

/** Refuses addresses with texts that nothing can be found by, what decodes to no UTF-8 and U+0000, and endless ones. */
export function refuseUnsoundAddresses(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ url, query, params }, _reply, done) => {
    if (Object.keys(query as object).length > REQUEST_LIMITS.parameters) {
      done(tooComplex(`The query has more than ${REQUEST_LIMITS.parameters} parameters`));
      return;
    }
    if (!url.includes('%')) {
      done();
      return;
    }
    if (!decodes(url)) {
      done(malformed('The address has a percent sign that begins no character of UTF-8'));
      return;
    }
    const faults = [...unsoundTexts(params), ...unsoundTexts(query)];
    done(faults.length > 0 ? invalid(faults) : undefined);
  });
}

function decodes(url: string): boolean {
  try {
    decodeURIComponent(url);
    return true;
  } catch {
    return false;
  }
}
