import { SESSION_LIMITS } from '../../ai-sessions/session-limits.js';
import type { NewSession, SessionMessage, SessionStep, TicketKind } from '../../ai-sessions/session.js';
import { ANY_LABEL, labelKey } from '../../flows/document/edge-condition.js';
import type { FlowDocument, FlowNode } from '../../flows/document/flow-document.js';
import { shortened } from '../../kernel/shortened.js';
import { nodeOf } from '../walk.js';
import { effectivePath, type PathEntry, type WalkOutcome } from '../walking/walked-path.js';

/** What of a finished walk its session is made from. */
export interface FinishedWalk {
  id: string;
  flowTitle: string;
  problem: string | null;
  problemDomain: string | null;
  teamId: string | null;
  linkedTicketId: string | null;
  linkedTicketKind: TicketKind | null;
  entryNodeId: string;
  path: readonly PathEntry[];
  outcome: WalkOutcome;
  outcomeConfirmed: boolean;
  notes: string | null;
}

type Walked = Pick<FinishedWalk, 'entryNodeId' | 'path'>;

/** What happened at one node while the walk stood there. */
interface Stay {
  node: FlowNode;
  deviations: PathEntry[];
  /** The answer or step with which it was left; null where the walk ended. */
  leaving: PathEntry | null;
}

/**
 * The session that a walk amounts to, for the flywheel. Its steps are the nodes of the way that still counts: what
 * was taken back is left out. A node comes before what was done at it beyond the flow, unless that was done in the
 * node's place; a resolution after which more had to be done was none, and is left out. What the caller said
 * is in the messages; the steps have the conditions that were chosen, which say for certain what was meant.
 */
export function sessionOfWalk(walk: FinishedWalk, document: FlowDocument): NewSession {
  const stays = staysOf(walk, document);
  const steps = stays.flatMap((stay, index) => stepsOf(stay, index === stays.length - 1, walk.outcome));
  return {
    externalId: `l1-walk:${walk.id}`,
    title: shortened(walk.problem?.trim().replace(/\s+/g, ' ') || walk.flowTitle, SESSION_LIMITS.title),
    problemDomain: walk.problemDomain,
    teamId: walk.teamId,
    origin: 'l1_realtime',
    messages: [...opening(walk), ...stays.flatMap(messagesOf)].slice(-SESSION_LIMITS.messages),
    steps: steps.slice(-SESSION_LIMITS.steps),
    linkedTicketId: walk.linkedTicketId,
    linkedTicketKind: walk.linkedTicketKind,
    ending: {
      outcome: walk.outcome,
      outcomeConfirmed: walk.outcomeConfirmed,
      resolutionSummary: walk.notes,
    },
  };
}

/** A node of a flow and what was said at it. */
export interface ToldStep {
  nodeId: string;
  step: SessionStep;
}

/** What a resolved walk without deviations tells of its nodes: the caller's words, or else the condition chosen. */
export function toldIn(walk: Walked, document: FlowDocument): ToldStep[] {
  const stays = staysOf(walk, document);
  return stays.flatMap((stay, index) => {
    if (!wasDone(stay, index === stays.length - 1, 'resolved')) return [];
    const result = stay.leaving?.words ?? stepAt(stay).result;
    return [{ nodeId: stay.node.id, step: { ...stepAt(stay), result } }];
  });
}

function staysOf({ entryNodeId, path }: Walked, document: FlowDocument): Stay[] {
  const arrive = (nodeId: string): Stay => ({
    node: nodeOf(document, nodeId),
    deviations: [],
    leaving: null,
  });
  let stay = arrive(entryNodeId);
  const stays = [stay];
  for (const entry of effectivePath(path)) {
    if (entry.kind === 'deviation') stay.deviations.push(entry);
    if (entry.to_node_id === null) continue;
    stay.leaving = entry;
    stays.push((stay = arrive(entry.to_node_id)));
  }
  return stays;
}

function stepsOf(stay: Stay, isLast: boolean, outcome: WalkOutcome): SessionStep[] {
  const further = stay.deviations.flatMap(({ step }) => (step ? [{ ...step }] : []));
  return wasDone(stay, isLast, outcome) ? [stepAt(stay), ...further] : further;
}

function wasDone({ node, deviations, leaving }: Stay, isLast: boolean, outcome: WalkOutcome): boolean {
  if (leaving) return true;
  if (deviations.some(({ instead }) => instead)) return false;
  if (deviations.length > 0) return node.kind !== 'resolution' && node.kind !== 'escalation';
  // Nothing is known of the node where it ended, but that what solved the problem was done.
  return isLast && outcome === 'resolved' && node.kind !== 'question';
}

function stepAt({ node, deviations, leaving }: Stay): SessionStep {
  const kind = node.kind === 'question' || node.kind === 'info' ? node.kind : 'action';
  return { kind, text: node.text, result: leaving ? resultOf(leaving) : saidAt(deviations) };
}

/** The condition that was chosen; where it says nothing, what the caller said. */
function resultOf({ condition, words }: PathEntry): string | null {
  if (condition !== null && labelKey(condition) !== ANY_LABEL) return condition;
  return words ?? condition;
}

/** The answer for which the flow had no way on. */
function saidAt(deviations: readonly PathEntry[]): string | null {
  return deviations.find(({ words }) => words !== null)?.words ?? null;
}

function opening({ problem }: FinishedWalk): SessionMessage[] {
  return problem?.trim() ? [{ role: 'user', content: problem }] : [];
}

function messagesOf({ node, deviations, leaving }: Stay): SessionMessage[] {
  const ask = (content: string): SessionMessage => ({ role: 'assistant', content });
  const tell = (content: string | null): SessionMessage[] =>
    content?.trim() ? [{ role: 'user', content }] : [];
  return [
    ask(node.text),
    ...tell(leaving ? (leaving.words ?? leaving.condition) : saidAt(deviations)),
    ...deviations.flatMap(({ step }) => (step ? [ask(step.text), ...tell(step.result)] : [])),
  ];
}
