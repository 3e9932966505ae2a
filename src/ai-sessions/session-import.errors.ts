import { DomainError } from '../kernel/errors/domain-error.js';

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
