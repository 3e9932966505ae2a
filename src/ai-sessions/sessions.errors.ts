import { conflict, type DomainError, invalid, notFound } from '../kernel/errors/domain-error.js';
import type { SessionStatus } from './session.js';

export const sessionNotFound = (): DomainError => notFound('Session');

export const noSuchTeam = (): DomainError =>
  invalid([{ pointer: '/team_id', detail: 'is no team of the account' }]);

export const ticketNeedsId = (): DomainError =>
  invalid([{ pointer: '/linked_ticket_kind', detail: 'needs a linked_ticket_id' }]);

export const tooMany = (pointer: string, limit: number, unit: string): DomainError =>
  invalid([{ pointer, detail: `must come to at most ${limit} ${unit}, together with those that are there` }]);

/** Somebody recorded it before. */
export const externalIdTaken = (externalId: string, sessionId: string): DomainError =>
  conflict('external_id_taken', `The session with the external_id ${externalId} is there already`, {
    session_id: sessionId,
  });

export const sessionEnded = (outcome: SessionStatus, at: Date | null): DomainError =>
  conflict('session_ended', `The session ended as ${outcome} at ${at?.toISOString() ?? 'an unknown time'}`, {
    outcome,
    resolved_at: at?.toISOString() ?? null,
  });

export const sessionActive = (): DomainError => conflict('session_active', 'The session has not ended');
