import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import type { Replay, SimulatedRun } from './flywheel-simulator.js';

/** How well the flows that came out agree with the true flowcharts; shares 0..1 unless said otherwise. */
export interface FlywheelScore {
  /** Flows created per true flow seen: 1 is ideal. */
  duplicateRate: number;
  /** Sessions sent to the flow of their true flowchart, of those whose flowchart was known already. */
  matchAccuracy: number;
  autoPrecision: number;
  autoRecall: number;
  missedBranch: number;
  falseChange: number;
  typeAccuracy: number;
  stepAccuracy: number;
  edgeRecall: number;
  edgePrecision: number;
  /** Relative difference of the number of nodes: 0 is ideal. */
  nodeCountDifference: number;
  conditionAccuracy: number;
}

type Decided = SimulatedRun['type'];

/** Scores a replay against the truth of its sessions. */
export function scoreReplay({ runs, flows }: Replay): FlywheelScore {
  const ideal = idealDecisions(runs);
  const keys = [...new Set(runs.map(({ session }) => session.truth.flow_key))];
  const created = new Set(runs.flatMap(({ flowId }) => (flowId === null ? [] : [flowId])));
  const owner = new Map<string, string>();
  for (const { flowId, session } of runs)
    if (flowId !== null && !owner.has(flowId)) owner.set(flowId, session.truth.flow_key);
  const sentRight = runs.filter(
    (run) =>
      !(run.type === 'new_flow' && run.first) && owner.get(run.flowId ?? '') === run.session.truth.flow_key,
  ).length;
  const tally = (test: (run: SimulatedRun, ideal: Decided) => boolean): number =>
    runs.filter((run, i) => test(run, ideal[i] ?? 'none')).length;
  const auto: Decided = 'auto_reinforced';
  const isChange = (type: Decided): boolean => type === 'branch_addition' || type === 'enhancement';
  const perFlow = keys.map((key) => scoreFlow(key, runs, (id) => flows.get(id)?.document));
  const sum = (of: (flow: FlowFigures) => number): number => perFlow.reduce((all, flow) => all + of(flow), 0);
  return {
    duplicateRate: created.size / keys.length,
    matchAccuracy: share(sentRight, runs.length - keys.length),
    autoPrecision: share(
      tally((r, i) => r.type === auto && i === auto),
      tally((r) => r.type === auto),
    ),
    autoRecall: share(
      tally((r, i) => r.type === auto && i === auto),
      tally((_, i) => i === auto),
    ),
    missedBranch: share(
      tally((r, i) => r.type === auto && isChange(i)),
      tally((_, i) => isChange(i)),
    ),
    falseChange: share(
      tally((r, i) => r.type !== auto && i === auto),
      tally((_, i) => i === auto),
    ),
    typeAccuracy: share(
      tally((r, i) => r.type === i),
      runs.length,
    ),
    stepAccuracy: share(
      sum((f) => f.stepsRight),
      sum((f) => f.steps),
    ),
    edgeRecall: sum((f) => share(f.edgesHit, f.edgesWanted)) / keys.length,
    edgePrecision: sum((f) => share(f.edgesHit, f.edgesGot)) / keys.length,
    nodeCountDifference: sum((f) => Math.abs(f.nodes - f.trueNodes) / f.trueNodes) / keys.length,
    conditionAccuracy: share(
      sum((f) => f.conditionsRight),
      sum((f) => f.conditions),
    ),
  };
}

const share = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);

/** What a matcher that knows the truth would decide. */
export function idealDecisions(runs: readonly SimulatedRun[]): Decided[] {
  const seen = new Map<string, { nodes: Set<string>; edges: Set<string> }>();
  return runs.map(({ session: { truth } }): Decided => {
    const path = truth.node_path;
    const edges = path.slice(1).map((to, i) => `${path[i]}>${to}`);
    const known = seen.get(truth.flow_key);
    if (!known) {
      seen.set(truth.flow_key, { nodes: new Set(path), edges: new Set(edges) });
      return 'new_flow';
    }
    const fresh = edges.flatMap((edge, i) => (known.edges.has(edge) ? [] : [i]));
    const start = fresh[0];
    let decided: Decided = 'enhancement';
    if (start === undefined) {
      if (path.every((node) => known.nodes.has(node))) decided = 'auto_reinforced';
    } else if (fresh.length === edges.length - start && known.nodes.has(path[start] ?? ''))
      decided = 'branch_addition';
    for (const edge of edges) known.edges.add(edge);
    for (const node of path) known.nodes.add(node);
    return decided;
  });
}

interface FlowFigures {
  steps: number;
  stepsRight: number;
  edgesWanted: number;
  edgesGot: number;
  edgesHit: number;
  conditions: number;
  conditionsRight: number;
  nodes: number;
  trueNodes: number;
}

function scoreFlow(
  key: string,
  runs: readonly SimulatedRun[],
  documentOf: (flowId: string) => FlowDocument | undefined,
): FlowFigures {
  const mine = runs.filter(({ session }) => session.truth.flow_key === key);
  const flowId = mostFrequent(mine.map((run) => run.flowId)) ?? null;
  const document = flowId === null ? undefined : documentOf(flowId);
  const labels = nodeLabels(runs, flowId);
  let steps = 0;
  let stepsRight = 0;
  const wanted = new Map<string, string | undefined>();
  for (const run of mine) {
    const { truth } = run.session;
    truth.step_nodes.forEach((node, i) => {
      if (node === null) return;
      steps++;
      if (run.flowId === flowId && labels.get(nodeOf(run, i) ?? '') === `${key}/${node}`) stepsRight++;
    });
    const answers = truth.full_labels?.slice(-(truth.node_path.length - 1));
    truth.node_path.slice(1).forEach((to, i) => {
      const from = truth.node_path[i];
      if (from !== to) wanted.set(`${key}/${from}>${key}/${to}`, answers?.[i]);
    });
  }
  const got = document ? trueEdges(document, labels) : new Map<string, string | null>();
  const hits = [...wanted].filter(([edge]) => got.has(edge));
  const labelled = hits.filter(([edge, label]) => label && got.get(edge));
  return {
    steps,
    stepsRight,
    edgesWanted: wanted.size,
    edgesGot: got.size,
    edgesHit: hits.length,
    conditions: labelled.length,
    conditionsRight: labelled.filter(
      ([edge, label]) => got.get(edge)?.trim().toLowerCase() === label?.toLowerCase(),
    ).length,
    nodes: labels.size,
    trueNodes: new Set(mine.flatMap(({ session }) => session.truth.node_path)).size,
  };
}

function nodeOf(run: SimulatedRun, step: number): string | null {
  return run.alignment.find((each) => each.step === step)?.node_id ?? null;
}

/** What most sessions meant by each node of a flow. */
function nodeLabels(runs: readonly SimulatedRun[], flowId: string | null): Map<string, string> {
  const votes = new Map<string, string[]>();
  for (const run of runs) {
    if (run.flowId === null || run.flowId !== flowId) continue;
    run.session.truth.step_nodes.forEach((node, i) => {
      const id = nodeOf(run, i);
      if (node !== null && id !== null)
        votes.set(id, [...(votes.get(id) ?? []), `${run.session.truth.flow_key}/${node}`]);
    });
  }
  return new Map([...votes].map(([id, labels]) => [id, mostFrequent(labels) ?? '']));
}

/** The flow's edges between true nodes; nodes that stand for none are passed through. */
function trueEdges(document: FlowDocument, labels: ReadonlyMap<string, string>): Map<string, string | null> {
  const found = new Map<string, string | null>();
  const walk = (start: string, at: string, first: string | null, seen: ReadonlySet<string>): void => {
    for (const edge of document.edges) {
      if (edge.from !== at) continue;
      const condition = first ?? edge.condition?.label ?? null;
      const [from, to] = [labels.get(start), labels.get(edge.to)];
      if (to !== undefined) {
        if (from !== to) found.set(`${from}>${to}`, condition);
      } else if (!seen.has(edge.to)) walk(start, edge.to, condition, new Set([...seen, edge.to]));
    }
  };
  for (const id of labels.keys()) walk(id, id, null, new Set([id]));
  return found;
}

function mostFrequent<T>(values: readonly T[]): T | undefined {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}
