import { useQueryClient, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { components } from './schema.gen.js';

type EventType = components['schemas']['EventType'];

/** What a page shows is read again after these. */
const TYPES: readonly EventType[] = [
  'proposal.created',
  'proposal.grown',
  'proposal.changed',
  'proposal.claimed',
  'proposal.released',
  'proposal.decided',
  'flow.published',
  'flow.archived',
  'flow.restored',
  'flow.flagged',
  'flow.flag_closed',
  'flow.needs_verification',
  'flow.downgraded',
  'flow.verified',
];
/** Of these, those that leave what the flow says as it is. */
const OF_CARE = /^flow\.(flag|needs_verification|downgraded|verified)/;
/** Milliseconds for which events are gathered: a decision on hundreds is read again once. */
const GATHER_MS = 250;
/** Milliseconds after which a stream is asked for again that the server refused. */
const AGAIN_MS = 15_000;

/** The queries that an event makes old. What somebody is reading is not among them: see `SeenProposal`. */
export function staleAfter(type: string, proposalId: string | undefined): QueryKey[] {
  if (OF_CARE.test(type)) return [['flows'], ['flags']];
  if (!type.startsWith('proposal.')) return [['flows'], ['proposals', 'preview']];
  const lists = [
    ['proposals', 'list'],
    ['proposals', 'summary'],
  ];
  if (proposalId === undefined) return lists;
  return [...lists, ...['now', 'preview', 'history'].map((part) => ['proposals', part, proposalId])];
}

/** Keeps what is shown true, by what the server tells of. */
export function useLiveEvents(): void {
  const queryClient = useQueryClient();
  useEffect(() => listen(queryClient), [queryClient]);
}

function listen(queryClient: QueryClient): () => void {
  const stale = new Map<string, QueryKey>();
  let lastId: string | null = null;
  let source: EventSource | null = null;
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;

  const readAgain = (): void => {
    const keys = [...stale.values()];
    stale.clear();
    gathering = undefined;
    for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
  };
  const onEvent = ({ type, data, lastEventId }: MessageEvent<string>): void => {
    lastId = lastEventId;
    for (const key of staleAfter(type, proposalOf(data))) stale.set(JSON.stringify(key), key);
    gathering ??= setTimeout(readAgain, GATHER_MS);
  };
  const open = (): void => {
    const query = new URLSearchParams({ types: TYPES.join(',') });
    if (lastId !== null) query.set('last_event_id', lastId);
    const opened = new EventSource(`/v1/events?${query.toString()}`);
    for (const type of TYPES) opened.addEventListener(type, onEvent);
    // Something was missed.
    opened.addEventListener('reset', () => {
      for (const first of ['proposals', 'flows', 'flags'])
        void queryClient.invalidateQueries({ queryKey: [first] });
    });
    opened.addEventListener('close', ({ data }: MessageEvent<string>) => {
      if (!data.includes('"credential"')) return;
      opened.close();
      void queryClient.invalidateQueries({ queryKey: ['me'] });
    });
    opened.onerror = () => {
      // A connection that broke is taken up again by the browser; what was refused is not.
      if (opened.readyState === EventSource.CLOSED) again = setTimeout(open, AGAIN_MS);
    };
    source = opened;
  };

  open();
  return () => {
    clearTimeout(gathering);
    clearTimeout(again);
    source?.close();
  };
}

function proposalOf(data: string): string | undefined {
  return (JSON.parse(data) as { data?: { proposal_id?: string } }).data?.proposal_id;
}
