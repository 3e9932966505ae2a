import { conflict, forbidden, invalid, notFound, type DomainError } from '../kernel/errors/domain-error.js';
import type { FlagStatus } from './flag.js';

export const flagNotFound = (): DomainError => notFound('Flag');

export const flagClosed = (flagId: string, status: FlagStatus): DomainError =>
  conflict('flag_closed', 'The flag is closed already', { flag_id: flagId, flag_status: status });

export const notTheCarer = (): DomainError =>
  forbidden("Only the flow's owner or a reviewer vouches for it, and says whose it is");

export const notTheFlagsCloser = (): DomainError =>
  forbidden("Only a reviewer, the flow's owner or whoever raised the flag closes it");

export const unfitOwner = (): DomainError =>
  invalid([{ pointer: '/owner_id', detail: 'is no active user of the account who is more than a viewer' }]);

export const nothingToChange = (): DomainError =>
  invalid([{ pointer: '', detail: 'must name owner_id or verify_every' }]);

export const unknownNode = (version: number): DomainError =>
  invalid([{ pointer: '/node_id', detail: `is no node of version ${version} of the flow` }]);

export const unknownVersion = (): DomainError =>
  invalid([{ pointer: '/version', detail: 'is no version of the flow' }]);

export const unknownWalk = (): DomainError =>
  invalid([{ pointer: '/walk_id', detail: 'is no walk of the flow' }]);

export const otherVersionWalked = (walked: number): DomainError =>
  invalid([{ pointer: '/version', detail: `is not that of the walk, which is on version ${walked}` }]);
