import { ApiClient, ApiError } from './api-client.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';

/** What the people around the technicians need of the program. */
export interface Office {
  admin: ApiClient;
  engineer: ApiClient;
  reviewer: ApiClient;
}

interface Proposal {
  id: string;
  title: string;
  proposal_type: string;
  published_flow_id: string | null;
}

/** What a reviewer did with what was waiting. */
export interface Published {
  proposalId: string;
  type: string;
  version: number;
  /** The texts of the nodes that it brought. */
  added: string[];
}

const SESSIONS_PENDING = 'ai-sessions?flywheel_status=pending&limit=1';
const LOOK_EVERY_MS = 20;
const GIVE_UP_AFTER_MS = 120_000;

/** People who take calls: one user of the account each. */
export async function employ(admin: ApiClient, base: string, names: readonly string[]): Promise<ApiClient[]> {
  const clients: ApiClient[] = [];
  for (const [i, name] of names.entries()) {
    const { id } = await admin.post<{ id: string }>('users', {
      email: `technician-${i + 1}@simulated.example`,
      display_name: name,
      role: 'engineer',
    });
    const { token } = await admin.post<{ token: string }>(`users/${id}/token`);
    clients.push(new ApiClient(base, token));
  }
  return clients;
}

/** Drafts a flow, or a change of one, and publishes it. */
export async function publish(
  { engineer, reviewer }: Office,
  draft: { title: string; domain: string; document: FlowDocument; flowId: string | null; notes: string },
): Promise<{ proposalId: string; flowId: string; version: number }> {
  const { id } = await engineer.post<Proposal>('proposals', {
    title: draft.title,
    problem_domain: draft.domain,
    proposal_type: draft.flowId === null ? 'new_flow' : 'enhancement',
    target_flow_id: draft.flowId,
    proposed_flow_data: draft.document,
  });
  const { published_flow_id: flowId } = await reviewer.post<Proposal>(`proposals/${id}/approve`, {
    reviewer_notes: draft.notes,
    accept_regressions: true,
  });
  if (flowId === null) throw new Error('an approved draft without a flow');
  const { version } = await reviewer.get<{ version: number }>(`flows/${flowId}`);
  return { proposalId: id, flowId, version };
}

/** Takes a change out of the flow again, leaves what came after it, and decides against it. */
export async function undo({ reviewer }: Office, proposalId: string, notes: string): Promise<void> {
  await reviewer.post(`proposals/${proposalId}/revert`, { reviewer_notes: notes, accept_regressions: true });
  await reviewer.post(`proposals/${proposalId}/reject`, { reason_code: 'incorrect', reviewer_notes: notes });
}

/** Waits until the flywheel has looked at every session. */
export async function flywheelSettled({ engineer }: Office): Promise<void> {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  while ((await engineer.get<{ items: unknown[] }>(SESSIONS_PENDING)).items.length > 0) {
    if (Date.now() > deadline) throw new Error('gave up waiting for the flywheel');
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

/** Takes one proposal after another and approves it, until none waits. One that cannot be published is rejected. */
export async function reviewAll({ reviewer }: Office): Promise<Published[]> {
  const published: Published[] = [];
  for (;;) {
    const { proposal } = await reviewer.post<{ proposal: Proposal | null }>('review/next');
    if (proposal === null) return published;
    const path = `proposals/${proposal.id}`;
    const { proposed_diff: diff } = await reviewer.get<{
      proposed_diff: { nodes?: { added?: { text: string }[] } } | null;
    }>(path);
    try {
      const { published_flow_id: flowId } = await reviewer.post<Proposal>(`${path}/approve`);
      const { version } = await reviewer.get<{ version: number }>(`flows/${flowId}`);
      const added = diff?.nodes?.added?.map(({ text }) => text) ?? [];
      published.push({ proposalId: proposal.id, type: proposal.proposal_type, version, added });
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409) throw error;
      await reviewer.post(`${path}/reject`, {
        reason_code: 'other',
        reviewer_notes: `Cannot be published: ${error.code}`,
      });
    }
  }
}
