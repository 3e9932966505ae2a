import { type DomainError, notFound } from '../kernel/errors/domain-error.js';

export const jobNotFound = (): DomainError => notFound('Job');
