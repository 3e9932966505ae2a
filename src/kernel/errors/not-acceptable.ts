import { DomainError } from './domain-error.js';

/** None of the media types of an answer is among those that the request accepts. */
export const notAcceptable = (offers: readonly string[]): DomainError =>
  new DomainError({
    status: 406,
    code: 'not_acceptable',
    title: 'Not acceptable',
    detail: `The answer can be ${offers.join(', ')}`,
    extra: { offers },
  });
