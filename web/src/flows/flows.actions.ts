import { useQueryClient } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import { isProblem } from '../api/problem.js';
import type { components } from '../api/schema.gen.js';
import { useAnnounce } from '../ui/announcer.js';
import { useIntent } from '../ui/use-intent.js';
import type { SeenFlow } from './flows.queries.js';

type Schemas = components['schemas'];

export type FlowAct =
  | { act: 'archive' | 'restore'; notes: string }
  | { act: 'rollback'; body: Schemas['Rollback'] }
  | { act: 'verify'; body: Schemas['FlowVerify'] }
  | { act: 'care'; body: Schemas['FlowCareChange'] }
  | { act: 'critical'; body: Schemas['FlowChange'] }
  | { act: 'split'; body: Schemas['Split'] }
  | { act: 'rejoin'; splitOffId: string; notes: string };

function send(api: Api, { flow: { id }, etag }: SeenFlow, act: FlowAct, key: string): Promise<unknown> {
  const header = { 'Idempotency-Key': key, 'If-Match': etag };
  const params = { path: { id }, header };
  switch (act.act) {
    case 'archive':
      return dataOf(api.POST('/v1/flows/{id}/archive', { params, body: { notes: orNull(act.notes) } }));
    case 'restore':
      return dataOf(api.POST('/v1/flows/{id}/restore', { params, body: { notes: orNull(act.notes) } }));
    case 'rollback':
      return dataOf(api.POST('/v1/flows/{id}/rollback', { params, body: act.body }));
    case 'verify':
      return dataOf(api.POST('/v1/flows/{id}/verify', { params, body: act.body }));
    case 'care':
      return dataOf(api.PATCH('/v1/flows/{id}/verification', { params, body: act.body }));
    case 'critical':
      return dataOf(api.PATCH('/v1/flows/{id}', { params, body: act.body }));
    case 'split':
      return dataOf(api.POST('/v1/flows/{id}/split', { params, body: act.body }));
    case 'rejoin':
      return dataOf(
        api.POST('/v1/flows/{id}/splits/{split_off_id}/revert', {
          params: { path: { id, split_off_id: act.splitOffId }, header },
          body: { notes: orNull(act.notes) },
        }),
      );
  }
}

export const orNull = (text: string): string | null => (text.trim() === '' ? null : text);

/**
 * Changes a flow as it is seen; where it moved on meanwhile, nothing is done, and the page shows how it is now.
 * @param said what a screen reader is told once it is done
 */
export function useFlowAct(seen: SeenFlow, said: string, onDone: () => void = () => undefined) {
  const api = useApi();
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  const readAgain = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ['flows'] }),
      queryClient.invalidateQueries({ queryKey: ['flags'] }),
    ]);
  return useIntent(
    async (act: FlowAct, key) => {
      try {
        return await send(api, seen, act, key);
      } catch (error) {
        if (isProblem(error, 'precondition_failed', 'flow_changed', 'flow_archived')) void readAgain();
        throw error;
      }
    },
    () => {
      void readAgain();
      announce(said);
      onDone();
    },
  );
}

export function closeFlag(
  api: Api,
  { id, flow_id }: Schemas['FlowFlag'],
  body: Schemas['FlowFlagClosing'],
  key: string,
): Promise<unknown> {
  const params = { path: { id: flow_id, flag_id: id }, header: { 'Idempotency-Key': key } };
  return dataOf(api.POST('/v1/flows/{id}/flags/{flag_id}/close', { params, body }));
}

export function proposeMerge(
  api: Api,
  id: string,
  body: Schemas['FlowMerge'],
  key: string,
): Promise<Schemas['Proposal']> {
  const params = { path: { id }, header: { 'Idempotency-Key': key } };
  return dataOf<Schemas['Proposal']>(api.POST('/v1/flows/{id}/merge', { params, body }));
}

/** What a split would do; nothing is changed. */
export function previewSplit(
  api: Api,
  id: string,
  body: Schemas['SplitPreviewRequest'],
): Promise<Schemas['SplitPreview']> {
  return dataOf<Schemas['SplitPreview']>(
    api.POST('/v1/flows/{id}/split/preview', { params: { path: { id } }, body }),
  );
}

export function sendDraft(api: Api, body: Schemas['NewDraft'], key: string): Promise<Schemas['Proposal']> {
  const params = { header: { 'Idempotency-Key': key } };
  return dataOf<Schemas['Proposal']>(api.POST('/v1/proposals', { params, body }));
}
