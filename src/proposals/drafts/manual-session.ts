import type { NewSession } from '../../ai-sessions/session.js';

type Told = Pick<NewSession, 'title' | 'problemDomain'> & {
  teamId: string | null | undefined;
  linkedTicketId?: NewSession['linkedTicketId'];
  linkedTicketKind?: NewSession['linkedTicketKind'];
  resolutionSummary?: string | null;
};

/**
 * The session that a person's own proposal comes from, in so far as they told it: every proposal has one. What there is to
 * learn from it stands in the proposal, so it is recorded to be observed by nobody.
 */
export function manualSession(told: Told): NewSession {
  const { title, problemDomain, teamId, linkedTicketId = null, linkedTicketKind = null } = told;
  const { resolutionSummary = null } = told;
  return {
    externalId: null,
    title,
    problemDomain,
    teamId: teamId ?? undefined,
    origin: 'manual',
    messages: [],
    steps: [],
    linkedTicketId,
    linkedTicketKind,
    ending: { outcome: 'resolved', outcomeConfirmed: false, resolutionSummary },
  };
}
