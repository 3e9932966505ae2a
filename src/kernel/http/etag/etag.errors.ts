import { DomainError, invalid } from '../../errors/domain-error.js';

/** 412 with what is there now, and what became of it since. */
export const preconditionFailed = (detail: string, extra: Record<string, unknown>): DomainError =>
  new DomainError({ status: 412, code: 'precondition_failed', title: 'Changed since', detail, extra });

/** 428, as the account has set it. */
export const preconditionRequired = (): DomainError =>
  new DomainError({
    status: 428,
    code: 'precondition_required',
    title: 'Say what you saw',
    detail: 'The account takes a decision only with If-Match: the ETag of what it is about, as you read it',
  });

export const badTagList = (header: string): DomainError =>
  invalid([], `${header}: must be * or a list of entity tags, such as "7.Jx0pQ2nT4uVb8yZa"`);
