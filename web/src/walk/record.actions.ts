import { mutationOptions } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import { NotDelivered } from '../api/problem.js';
import { stepsOf, type Recording } from './recording.js';
import type { Ticket } from './ticket.js';
import { linked } from './walk.queries.js';

/** Makes a session of what was typed, and ends it: both once, however often they are sent. */
export const recordMutation = (api: Api) =>
  mutationOptions({
    retry: (_failures, error) => error instanceof NotDelivered,
    mutationFn: async ({
      recording,
      keys,
      title,
      ticket,
    }: {
      recording: Recording;
      keys: NonNullable<Recording['keys']>;
      title: string;
      ticket: Ticket | null;
    }) => {
      const { id } = await dataOf(
        api.POST('/v1/ai-sessions', {
          params: { header: { 'Idempotency-Key': keys.create } },
          body: { title, origin: 'manual', steps: stepsOf(recording), ...linked(ticket) },
        }),
      );
      const { outcome, confirmed } = recording;
      return dataOf(
        api.POST('/v1/ai-sessions/{id}/resolve', {
          params: { path: { id }, header: { 'Idempotency-Key': keys.resolve } },
          body: { outcome, ...(outcome === 'resolved' && { outcome_confirmed: confirmed }) },
        }),
      );
    },
  });
