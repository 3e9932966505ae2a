import { DomainError } from '../kernel/errors/domain-error.js';

export const tooManyStreams = (most: number): DomainError =>
  new DomainError({
    status: 429,
    code: 'too_many_streams',
    title: 'Too many streams',
    detail: `This credential has ${most} event streams open, which is as many as it may; close one`,
  });

export const streamsBusy = (): DomainError =>
  new DomainError({
    status: 503,
    code: 'streams_busy',
    title: 'Service unavailable',
    detail: 'This server has as many event streams open as it can; try again later',
  });
