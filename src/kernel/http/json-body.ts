import { isUtf8 } from 'node:buffer';
import type { FastifyInstance } from 'fastify';
import { invalid } from '../errors/domain-error.js';
import { malformed, tooComplex } from '../errors/request-errors.js';
import { findJsonFault, positionIn } from './json-text.js';
import { mayBeUnsound, unsoundTexts } from './sound-texts.js';

export const JSON_TYPE = 'application/json';

/**
 * Takes bodies of JSON, and no others. An empty one is none, as clients send it that name the type of every request;
 * what it lacks is told by the route.
 */
export function acceptJson(fastify: FastifyInstance): void {
  fastify.removeAllContentTypeParsers();
  // Refuses members such as __proto__.
  const parse = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser(JSON_TYPE, { parseAs: 'buffer' }, (request, body, done) => {
    try {
      const text = textOf(body as Buffer);
      if (text === '') {
        done(null, undefined);
        return;
      }
      checkBounds(text);
      void parse(request, text, (error, value: unknown) => {
        if (error) {
          done(malformed('The body has a member __proto__, or one that is constructor.prototype'));
          return;
        }
        const faults = mayBeUnsound(text) ? unsoundTexts(value) : [];
        if (faults.length > 0) done(invalid(faults));
        else done(null, value);
      });
    } catch (error) {
      done(error as Error);
    }
  });
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw malformed('The body is not UTF-8');
  const text = bytes.toString('utf8');
  return text.startsWith('\ufeff') ? text.slice(1) : text;
}

/** Before anything that is recursive, or takes long for many values. */
function checkBounds(text: string): void {
  const fault = findJsonFault(text);
  if (!fault) return;
  const position = { offset: fault.offset, ...positionIn(text, fault.offset) };
  const { line, column } = position;
  const detail = `The body ${fault.detail} (line ${line}, column ${column})`;
  throw fault.kind === 'syntax' ? malformed(detail, position) : tooComplex(detail, position);
}
