import { type DomainError, invalid, notFound } from '../kernel/errors/domain-error.js';
import { KNOWLEDGE_LIMITS } from './knowledge-limits.js';

export const documentNotFound = (): DomainError => notFound('Document');

export const tooManyToPreview = (): DomainError =>
  invalid([
    {
      pointer: '/documents',
      detail: `must be at most ${KNOWLEDGE_LIMITS.atOnce.documents} of ${KNOWLEDGE_LIMITS.atOnce.characters} characters together to be previewed`,
    },
  ]);
