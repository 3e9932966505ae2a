import { TextCache } from '../../src/search/text/analyse.js';
import { indexTerms } from '../../src/search/text/index-terms.js';
import { decide } from '../../src/flywheel/core/decision/decide.js';
import type {
  Candidate,
  ChangeType,
  Decision,
  SessionInput,
  SessionOutcome,
  SessionStep,
  TermStatistics,
  StepAlignment,
  Wording,
} from '../../src/flywheel/core/types.js';
import { NO_VECTORS, type Vectors } from '../../src/encoding/vectors.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { randomFrom } from '../../tools/simulation/random.js';

/** A recorded session with what is known to be true of it, which the flywheel never sees. */
export interface RecordedSession {
  external_id: string;
  title: string;
  problem_domain: string | null;
  messages: { role: string; content: string }[];
  steps: SessionStep[];
  outcome: SessionOutcome;
  truth: {
    flow_key: string;
    node_path: string[];
    step_nodes: (string | null)[];
    full_labels?: string[];
  };
}

/** A flow as it grows: published, or pending as the proposal of a new flow. */
export interface SimulatedFlow {
  id: string;
  title: string;
  problemDomain: string | null;
  published: boolean;
  version: number;
  document: FlowDocument;
  problems: string[];
  memory: Map<string, Wording[]>;
  terms: Map<string, number>;
}

export interface SimulatedRun {
  session: RecordedSession;
  decision: Decision;
  /** The proposal's type as a reader of the proposal sees it. */
  type: ChangeType | 'auto_reinforced' | 'none';
  /** Whether the session made the proposal that it belongs to. */
  first: boolean;
  flowId: string | null;
  alignment: StepAlignment[];
}

export interface Replay {
  runs: SimulatedRun[];
  flows: Map<string, SimulatedFlow>;
  /** Milliseconds of the slowest decision and of all of them. */
  slowest: number;
  total: number;
}

/** So many flows and proposals the index hands over. */
const CANDIDATES = 8;

/** The order of the sessions that a seed stands for: Fisher and Yates. */
export function shuffled<T extends { external_id: string }>(rows: readonly T[], seed: number): T[] {
  const result = [...rows].sort((a, b) =>
    a.external_id < b.external_id ? -1 : a.external_id > b.external_id ? 1 : 0,
  );
  const random = randomFrom(seed);
  for (let i = result.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const [a, b] = [result[i], result[j]];
    if (a !== undefined && b !== undefined) [result[i], result[j]] = [b, a];
  }
  return result;
}

/**
 * Replays sessions in memory through the flywheel's pure core: `each` publishes after every session, `end` leaves
 * everything pending until all are in.
 * @param vectors what their texts mean
 */
export function replay(
  sessions: readonly RecordedSession[],
  review: 'each' | 'end',
  vectors: Vectors = NO_VECTORS,
): Replay {
  const flows = new Map<string, SimulatedFlow>();
  const cache = new TextCache();
  let ids = 0;
  const newId = (): string => `n${++ids}`;
  const absorbed = new Map<string, string>();
  let slowest = 0;
  let total = 0;
  const runs = sessions.map((session): SimulatedRun => {
    const input = inputOf(session);
    const terms = indexTerms({ title: session.title, texts: session.steps.map(({ text }) => text) });
    const frequency = new Map<string, number>();
    for (const flow of flows.values())
      for (const term of flow.terms.keys()) frequency.set(term, (frequency.get(term) ?? 0) + 1);
    const stats = { documents: flows.size, frequencies: frequency };
    const candidates = nearest(flows, terms, stats).map(candidateOf);
    const started = performance.now();
    const decision = decide(input, candidates, stats, { newId, cache, absorb: true, vectors });
    const taken = performance.now() - started;
    slowest = Math.max(slowest, taken);
    total += taken;
    const run = record(flows, session, input, decision, review, newId);
    if (decision.absorbs && run.flowId) absorb(flows, decision.absorbs.id, run.flowId, absorbed);
    return run;
  });
  for (const run of runs) if (run.flowId) run.flowId = absorbed.get(run.flowId) ?? run.flowId;
  return { runs, flows, slowest, total };
}

function inputOf(session: RecordedSession): SessionInput {
  return {
    id: session.external_id,
    title: session.title,
    opening: session.messages.find(({ role }) => role === 'user')?.content ?? null,
    problemDomain: session.problem_domain,
    outcome: session.outcome,
    outcomeConfirmed: false,
    steps: session.steps,
  };
}

function nearest(
  flows: ReadonlyMap<string, SimulatedFlow>,
  terms: ReadonlyMap<string, number>,
  stats: TermStatistics,
): { flow: SimulatedFlow; score: number }[] {
  return [...flows.values()]
    .map((flow) => {
      let score = 0;
      for (const [term, weight] of terms) {
        const other = flow.terms.get(term);
        if (other !== undefined)
          score +=
            weight *
            other *
            Math.log(1 + (stats.documents + 1) / ((stats.frequencies.get(term) ?? 0) + 0.5)) ** 2;
      }
      return { flow, score };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, CANDIDATES);
}

function candidateOf({ flow, score }: { flow: SimulatedFlow; score: number }): Candidate {
  return {
    kind: flow.published ? 'flow' : 'proposal',
    id: flow.id,
    targetFlowId: flow.published ? flow.id : null,
    version: flow.published ? flow.version : null,
    proposalType: flow.published ? null : 'new_flow',
    title: flow.title,
    problems: flow.problems,
    problemDomain: flow.problemDomain,
    document: flow.document,
    memory: flow.memory,
    retrievalScore: score,
  };
}

function record(
  flows: Map<string, SimulatedFlow>,
  session: RecordedSession,
  input: SessionInput,
  decision: Decision,
  review: 'each' | 'end',
  newId: () => string,
): SimulatedRun {
  if (decision.type === 'none' || !decision.document)
    return { session, decision, type: 'none', first: false, flowId: null, alignment: [] };
  const known = flows.get(decision.joinsProposalId ?? decision.targetFlowId ?? '');
  const flow = known ?? {
    id: newId(),
    title: session.title,
    problemDomain: session.problem_domain,
    published: false,
    version: 0,
    document: decision.document,
    problems: [],
    memory: new Map<string, Wording[]>(),
    terms: new Map<string, number>(),
  };
  flows.set(flow.id, flow);
  flow.document = decision.document;
  flow.problems.push(input.opening ?? input.title);
  remember(flow, session.steps, decision.alignment);
  flow.terms = indexTerms({
    title: flow.problems.join(' '),
    texts: [...flow.memory.values()].flatMap((wordings) => wordings.map(({ text }) => text)),
  });
  if (review === 'each' && (decision.changed || !flow.published)) {
    flow.published = true;
    flow.version++;
  }
  return {
    session,
    decision,
    type: decision.type,
    first: !known,
    flowId: flow.id,
    alignment: decision.alignment,
  };
}

/** The second flow ends, and what is known of it goes to the first. */
function absorb(
  flows: Map<string, SimulatedFlow>,
  second: string,
  first: string,
  absorbed: Map<string, string>,
): void {
  const from = flows.get(second);
  const to = flows.get(first);
  if (!from || !to) return;
  flows.delete(second);
  for (const [id, target] of absorbed) if (target === second) absorbed.set(id, first);
  absorbed.set(second, first);
  to.problems.unshift(...from.problems);
  for (const [node, wordings] of from.memory)
    to.memory.set(node, [...wordings, ...(to.memory.get(node) ?? [])]);
  for (const [term, weight] of from.terms) to.terms.set(term, Math.max(weight, to.terms.get(term) ?? 0));
}

/** What the session said at each node goes into the memory of the nodes. */
function remember(
  flow: SimulatedFlow,
  steps: readonly SessionStep[],
  alignment: readonly StepAlignment[],
): void {
  const placed = alignment.filter(({ node_id }) => node_id !== null);
  placed.forEach(({ step, node_id }, i) => {
    const said = steps[step];
    if (!said || node_id === null) return;
    const next = placed[i + 1]?.node_id ?? null;
    const wordings = flow.memory.get(node_id) ?? [];
    wordings.push({ text: said.text, result: said.result, nextNodeId: next === node_id ? null : next });
    flow.memory.set(node_id, wordings);
  });
}
