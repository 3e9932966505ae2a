import { queryOptions, useQuery } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import type { components } from '../api/schema.gen.js';
import { useIntent } from '../ui/use-intent.js';
import type { BulkOutcome, BulkResult } from './bulk.js';

type Schemas = components['schemas'];
type Job = Schemas['Job'];
type Decision = Schemas['BulkDecision'];

/** Milliseconds between looks at how far a job is. */
const LOOK_MS = 500;
/** The most that one page of outcomes has. */
const PAGE = 100;

const isOver = ({ status }: Job): boolean => status === 'done' || status === 'failed';

const jobQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : LOOK_MS),
  });

/** What became of each of a job that is over, as the answer to a decision on few has it. */
const resultQuery = (api: Api, job: Job | undefined, { action, dry_run = false }: Decision) =>
  queryOptions({
    queryKey: ['jobs', job?.id, 'result'],
    queryFn: async ({ signal }): Promise<BulkResult> => {
      const { items, token, token_expires_at } = await outcomesOf(api, job?.id ?? '', signal);
      const {
        succeeded = 0,
        refused = 0,
        new_flows = 0,
        new_versions = 0,
        first_approvals = 0,
      } = job?.counts ?? {};
      return {
        ...{ action, dry_run, items, token, token_expires_at, total: job?.total ?? items.length },
        ...{ succeeded, refused, new_flows, new_versions, first_approvals },
        ...{ refusals: [], reverted_left_out: 0 },
      };
    },
    enabled: job?.status === 'done',
    staleTime: Infinity,
  });

async function outcomesOf(api: Api, id: string, signal: AbortSignal) {
  const items: BulkOutcome[] = [];
  let cursor: string | undefined;
  for (;;) {
    const params = { path: { id }, query: { limit: PAGE, cursor } };
    const page = await dataOf(api.GET('/v1/jobs/{id}/outcomes', { params, signal }));
    items.push(...page.items);
    if (page.next_cursor === null) return { ...page, items };
    cursor = page.next_cursor;
  }
}

const NOTHING: Decision = { action: 'approve' };

/** A decision on many, or its dry run: few are answered at once, of more a job is followed to its end. */
export function useBulk(onDone: () => void) {
  const api = useApi();
  const intent = useIntent(async (decision: Decision, key: string) => {
    const params = { header: { 'Idempotency-Key': key } };
    const answer: BulkResult | Job = await dataOf(api.POST('/v1/review/bulk', { params, body: decision }));
    return 'kind' in answer
      ? { decision, job: answer, result: undefined }
      : { decision, job: undefined, result: answer };
  }, onDone);
  const { decision = NOTHING, job, result } = intent.data ?? {};
  const followed = useQuery({ ...jobQuery(api, job?.id ?? ''), enabled: job !== undefined });
  const now = job && (followed.data ?? job);
  const outcomes = useQuery(resultQuery(api, now, decision));
  const ended: BulkResult | undefined = result ?? (job && outcomes.data);
  return {
    run: intent.run,
    again: intent.again,
    reset: intent.reset,
    error: intent.error ?? followed.error ?? outcomes.error,
    job: now,
    result: ended,
    hasFailed: now?.status === 'failed',
    isPending: intent.isPending || (job !== undefined && ended === undefined),
  };
}
