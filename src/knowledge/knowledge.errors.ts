import { DomainError, invalid, notFound } from '../kernel/errors/domain-error.js';
import { KNOWLEDGE_LIMITS } from './knowledge-limits.js';

export const documentNotFound = (): DomainError => notFound('Document');

/** So many documents wait to be read that one more would wait too long. */
export const readerBusy = (): DomainError =>
  new DomainError({
    status: 503,
    code: 'reader_busy',
    title: 'Service unavailable',
    detail: 'Too many documents wait to be read; send it again in a while',
  });

export const tooManyToPreview = (): DomainError =>
  invalid([
    {
      pointer: '/documents',
      detail: `must be at most ${KNOWLEDGE_LIMITS.atOnce.documents} of ${KNOWLEDGE_LIMITS.atOnce.characters} characters together to be previewed`,
    },
  ]);
