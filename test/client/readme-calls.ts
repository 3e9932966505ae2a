// The calls of README's tours as a client makes them that openapi-typescript generates with its default settings.
// `client-types.spec.ts` generates `schema.ts` beside a copy of this file, and type-checks the two.
import createClient from 'openapi-fetch';
import type { components, paths } from './schema.js';

const api = createClient<paths>({ baseUrl: 'http://127.0.0.1:3000' });

export async function firstTour(): Promise<void> {
  const { data: session } = await api.POST('/v1/ai-sessions', {
    body: {
      title: 'Outlook asks for the password again and again',
      problem_domain: 'email',
      steps: [
        { kind: 'question', text: 'Does Outlook on the web work?', result: 'yes' },
        { kind: 'action', text: 'Remove the entries and restart Outlook.', result: 'solved' },
      ],
    },
  });
  const path = { id: session?.id ?? '' };
  await api.POST('/v1/ai-sessions/{id}/resolve', {
    params: { path },
    body: { outcome: 'resolved', outcome_confirmed: true },
  });
  await api.POST('/v1/ai-sessions/{id}/resolve', { params: { path }, body: { outcome: 'resolved' } });
  const { data: read } = await api.GET('/v1/ai-sessions/{id}', { params: { path } });
  const done: boolean = read?.flywheel?.status === 'done';
  const { data: next } = await api.POST('/v1/review/next');
  const proposal = { id: next?.proposal?.id ?? String(done) };
  await api.POST('/v1/proposals/{id}/preview', { params: { path: proposal } });
  await api.GET('/v1/proposals/{id}/diagram', { params: { path: proposal }, parseAs: 'text' });
  const { data: approved, error } = await api.POST('/v1/proposals/{id}/approve', {
    params: { path: proposal },
    body: {},
  });
  if (error?.code === 'merge_conflict') {
    for (const conflict of error.conflicts)
      if (conflict.what === 'node') console.log(conflict.mine?.text, conflict.theirs?.kind);
  } else if (error?.code === 'claimed') console.log(error.claimed_by_name, error.expires_at);
  const flow = { id: approved?.published_flow_id ?? '' };
  await api.GET('/v1/ai-sessions/{id}/alignment', { params: { path } });
  await api.GET('/v1/flows/{id}/export', {
    params: { path: flow, query: { format: 'markdown' } },
    parseAs: 'text',
  });
  await api.POST('/v1/proposals/{id}/revert', {
    params: { path: proposal },
    body: { reviewer_notes: 'A new profile only hides the cause' },
  });
  const { data: history } = await api.GET('/v1/flows/{id}/history', { params: { path: flow } });
  console.log(history?.items[0]?.version);
  await api.GET('/v1/proposals/{id}/events', { params: { path: proposal } });
  await api.GET('/v1/review/summary');
  await api.GET('/v1/review/analytics', { parseAs: 'text' });
  await api.GET('/v1/events', { parseAs: 'stream' });
}

export async function techniciansTour(flowId: string, proposalId: string): Promise<void> {
  await api.GET('/v1/flows/suggest', { params: { query: { q: 'outlook keeps asking for a password' } } });
  const { data: walk, error: unclear } = await api.POST('/v1/l1-walks', {
    body: {
      flow_id: flowId,
      problem: 'Outlook nags me for my password',
      linked_ticket_id: '48213',
      linked_ticket_kind: 'psa',
    },
  });
  if (unclear?.code === 'flow_unclear') console.log(unclear.suggestions[0]?.flow_id);
  const path = { id: walk?.id ?? '' };
  const { error } = await api.POST('/v1/l1-walks/{id}/answer', {
    params: { path },
    body: { version: 1, condition: 'yes', words: 'In the browser my mail is there' },
  });
  if (error?.code === 'walk_changed') console.log(error.walk.version);
  if (error?.code === 'no_such_answer') console.log(error.options[0]?.condition);
  await api.POST('/v1/l1-walks/{id}/back', { params: { path }, body: { version: 3 } });
  await api.POST('/v1/l1-walks/{id}/finish', { params: { path }, body: { version: 5, outcome: 'resolved' } });
  await api.POST('/v1/l1-walks/{id}/confirm', { params: { path }, body: {} });
  const flow = { id: flowId };
  await api.GET('/v1/flows/{id}/analytics', { params: { path: flow } });
  await api.GET('/v1/flows/{id}/diagram', {
    params: { path: flow, query: { overlay: 'success' } },
    parseAs: 'text',
  });
  await api.GET('/v1/proposals/{id}/impact', { params: { path: { id: proposalId } } });
  await api.GET('/v1/tickets/{kind}/{ticket_id}', {
    params: { path: { kind: 'psa', ticket_id: '48213' } },
  });
  await api.POST('/v1/flows/{id}/flags', {
    params: { path: flow },
    body: { reason: 'outdated', words: 'Credential Manager has a new name' },
  });
  await api.POST('/v1/flows/{id}/verify', {
    params: { path: flow },
    body: { notes: 'Looked through all of it' },
  });
  await api.POST('/v1/knowledge/import', {
    body: { documents: [{ name: 'labels.md', content: '# Blank labels\n\n1. Open the lid.\n' }] },
  });
}

/** What a webhook is sent. */
export function told(event: components['schemas']['AccountEvent']): string {
  return event.type === 'walk.finished' ? event.data.walk_id : event.timestamp;
}
