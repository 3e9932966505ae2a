import { randomFrom, pick, type Random } from '../../tools/simulation/random.js';
import { ROLES, type Role } from '../../src/kernel/http/actor.js';
import { AnswerCheck } from '../support/answer-check.js';
import { apiDescription, describedOperations, type DescribedOperation } from '../support/api-description.js';
import { KnownIds } from './known-ids.js';
import { RequestMaker, type FuzzRequest } from './request-maker.js';
import { curlOf, exchange, type Answer } from './send.js';

/** An account that requests are sent from, with a token of each role. */
export interface FuzzAccount {
  marker: string;
  tokens: Record<Role, string>;
  /** Of those whom the tokens are of. */
  userIds: readonly string[];
}

export interface FuzzReport {
  requests: number;
  byStatus: Record<string, number>;
  /** In milliseconds. */
  slowest: number;
  /** Each fault once, with a line that repeats the request. */
  faults: { fault: string; curl: string }[];
}

/** Creating comes up more often than the rest, so that there is something to work on. */
const MORE_OFTEN = 3;
const SIDE_BY_SIDE = 4;

class Sender {
  readonly ids: KnownIds;
  readonly maker: RequestMaker;

  constructor(
    readonly account: FuzzAccount,
    random: Random,
  ) {
    this.ids = new KnownIds(new Set(account.userIds));
    this.maker = new RequestMaker(apiDescription, random, this.ids, account.marker);
  }
}

/**
 * Sends requests of every operation as every role of two accounts, sound ones and others, and holds each answer against the
 * description.
 * @param seed decides what is sent, but for ids, which the server makes
 */
export async function fuzz(
  base: string,
  accounts: readonly [FuzzAccount, FuzzAccount],
  { seed, requests }: { seed: number; requests: number },
): Promise<FuzzReport> {
  const random = randomFrom(seed);
  const senders = accounts.map((account) => new Sender(account, random));
  const check = new AnswerCheck(apiDescription);
  const operations = describedOperations().flatMap((operation) =>
    operation.method === 'post' ? Array<DescribedOperation>(MORE_OFTEN).fill(operation) : [operation],
  );
  const report: FuzzReport = { requests: 0, byStatus: {}, slowest: 0, faults: [] };
  const seen = new Set<string>();

  const one = async (): Promise<void> => {
    const sender = pick(random, senders);
    const other = senders.find((each) => each !== sender) ?? sender;
    const made = sender.maker.make(pick(random, operations), other.ids);
    const role = random() < 0.6 ? 'admin' : pick(random, ROLES);
    const token = sender.account.tokens[role];
    const answer = await exchange(base, token, made).catch((error: unknown): Answer => ({
      status: 0,
      contentType: undefined,
      text: String(error),
      took: 0,
    }));
    report.requests++;
    report.byStatus[answer.status] = (report.byStatus[answer.status] ?? 0) + 1;
    report.slowest = Math.max(report.slowest, answer.took);
    learn(sender.ids, made, answer);
    for (const fault of faultsOf(check, made, answer, other.account.marker)) {
      const kind = fault.replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '(id)').slice(0, 160);
      if (seen.has(kind)) continue;
      seen.add(kind);
      report.faults.push({ fault, curl: curlOf(token, made).slice(0, 2_000) });
    }
  };
  const work = async (): Promise<void> => {
    while (report.requests + SIDE_BY_SIDE <= requests) await one();
  };
  await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
  return report;
}

function learn(ids: KnownIds, { operation }: FuzzRequest, { status, text, contentType }: Answer): void {
  if (status < 300 && contentType?.startsWith('application/json'))
    ids.learn(
      operation.path
        .split('/')
        .filter((part) => !part.startsWith('{'))
        .at(-1) ?? '',
      JSON.parse(text),
    );
}

function faultsOf(check: AnswerCheck, made: FuzzRequest, answer: Answer, foreign: string): string[] {
  const { status, contentType, text } = answer;
  const { method, operation, lost } = made;
  const name = `${method} ${operation.path}`;
  if (status === 0) return [`${name}: ${text}`];
  const leak = text.includes(foreign) ? [`${name}: shows text of the other account`] : [];
  if (status >= 500 && status !== 503) return [`${name}: ${status} ${text.slice(0, 200)}`, ...leak];
  if (lost && status < 400) return leak;
  const path = lost ? null : operation.path;
  const isStream = contentType?.startsWith('text/event-stream') ?? false;
  const exchanged = { method, path, status, contentType, body: isStream ? undefined : text };
  return [...check.faultsOf(exchanged), ...leak];
}
