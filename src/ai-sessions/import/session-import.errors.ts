import { DomainError } from '../../kernel/errors/domain-error.js';

const MALFORMED = { status: 400, title: 'Malformed request' };

/** The sender went away, or fell silent. Nothing of the upload is imported. */
export const uploadBrokenOff = (jobId: string): DomainError =>
  new DomainError({
    ...MALFORMED,
    code: 'upload_broken_off',
    detail: 'The upload broke off; nothing of it is imported',
    extra: { job_id: jobId },
  });

/** Nothing came for so long that the upload was taken for broken off. */
export const uploadGivenUp = (jobId: string): DomainError =>
  new DomainError({
    ...MALFORMED,
    code: 'upload_given_up',
    detail: 'The upload was given up since nothing came for minutes; nothing of it is imported',
    extra: { job_id: jobId },
  });

/** What comes is more than an import takes. Nothing of it is imported. */
export const uploadTooLarge = (jobId: string, most: string): DomainError =>
  new DomainError({
    status: 413,
    code: 'upload_too_large',
    title: 'Payload too large',
    detail: `An upload holds at most ${most}; nothing of this one is imported, send it in parts`,
    extra: { job_id: jobId },
  });

/** Once the program is asked to end, it takes no upload any more, and breaks off those that do not end soon. */
export const serverEnding = (jobId?: string): DomainError =>
  new DomainError({
    status: 503,
    code: 'server_ending',
    title: 'Service unavailable',
    detail: 'The server ends; nothing of the upload is imported, send it again once the server is back',
    extra: jobId === undefined ? {} : { job_id: jobId },
  });
