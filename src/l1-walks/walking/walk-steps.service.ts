import { Injectable } from '@nestjs/common';
import { labelKey } from '../../flows/document/edge-condition.js';
import type { FlowEdge } from '../../flows/document/flow-document.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { AnswerReader } from './answer-reader.js';
import { WalkGate } from './walk-gate.service.js';
import { WALK_LIMITS } from '../walk-limits.js';
import {
  countDeviations,
  deviate,
  goOn,
  nodeOf,
  optionsAt,
  pickEdge,
  takeBack,
  unknownAnswers,
  type Moment,
  type Move,
  type Remarks,
  type WalkPosition,
} from '../walk.js';
import {
  answerMissing,
  answerUnclear,
  noSuchAnswer,
  noSuchEdge,
  noWayForWords,
  nothingToTakeBack,
  walkAtEnd,
  walkTooLong,
} from '../walks.errors.js';
import { WalksRepository } from '../walks.repository.js';
import type { AnswerRequest, BackRequest, DeviationRequest, WalkStepRequest } from '../walks.request.dto.js';
import { optionDtos, WalkDto } from '../walks.response.dto.js';
import type { WalkRow } from '../walks.view.js';

/** Decides, on a walk that is locked, what to append to its path. */
type Decide = (row: WalkRow, position: WalkPosition, remarks: Remarks, moment: Moment) => Move;

/** The steps of a walk. Each is appended to its path by whoever saw the walk as it is; nothing is ever taken out. */
@Injectable()
export class WalkStepsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly gate: WalkGate,
    private readonly walks: WalksRepository,
    private readonly reader: AnswerReader,
  ) {}

  /** Goes on along the edge that is meant. */
  async answer(
    actor: Actor,
    walkId: string,
    request: AnswerRequest,
    ifMatch: TagList | null,
  ): Promise<WalkDto> {
    return this.step(actor, walkId, request, ifMatch, (row, position, remarks, moment) => {
      const node = nodeOf(row.flow_data, row.current_node_id);
      return goOn(position, node, this.edgeMeant(row, request), remarks, moment);
    });
  }

  async back(actor: Actor, walkId: string, request: BackRequest, ifMatch: TagList | null): Promise<WalkDto> {
    return this.step(actor, walkId, request, ifMatch, (_row, position, remarks, moment) => {
      const move = takeBack(position, remarks, moment);
      if (!move) throw nothingToTakeBack();
      return move;
    });
  }

  /** Records what the flow does not have, at the node where the walk stands. */
  async deviate(
    actor: Actor,
    walkId: string,
    request: DeviationRequest,
    ifMatch: TagList | null,
  ): Promise<WalkDto> {
    const step = { kind: request.kind, text: request.text, result: request.result ?? null };
    return this.step(actor, walkId, request, ifMatch, (_row, position, remarks, moment) =>
      deviate(position, step, request.instead ?? false, remarks, moment),
    );
  }

  private async step(
    actor: Actor,
    walkId: string,
    { version = null, words = null, note = null }: WalkStepRequest,
    ifMatch: TagList | null,
    decide: Decide,
  ): Promise<WalkDto> {
    return this.transactions.run(actor, async (tx) => {
      const row = await this.gate.open(tx, walkId, { version, ifMatch });
      if (row.walked_path.length >= WALK_LIMITS.entries) throw walkTooLong();
      const move = decide(row, positionOf(row), { words, note }, momentOf(tx));
      const deviations = countDeviations([...row.walked_path, move.entry]);
      const written = await this.walks.append(tx, walkId, move.entry, move.currentNodeId, deviations);
      return WalkDto.fromWalk({ ...row, ...written });
    });
  }

  /** @throws DomainError 409 `walk_at_end`; 422 `no_such_answer` or `answer_unclear`, with the options */
  private edgeMeant(row: WalkRow, { edge_id, condition, words }: AnswerRequest): FlowEdge {
    const options = optionsAt(row.flow_data, row.current_node_id);
    const picked = pickEdge(options, { edgeId: edge_id ?? null, condition: condition ?? null });
    if ('edge' in picked) return picked.edge;
    if (picked.refused === 'at_end') throw walkAtEnd();
    const shown = optionDtos(row);
    if (picked.refused === 'no_such_edge') throw noSuchEdge(shown);
    if (picked.refused === 'no_such_answer') throw noSuchAnswer(shown);
    if (!words) throw answerMissing(shown);
    const node = nodeOf(row.flow_data, row.current_node_id);
    const edges = options.map(({ edge }) => edge);
    const unknown = edgesNowhere(unknownAnswers(node, options), node.id);
    const edge =
      labelled([...edges, ...unknown], words) ?? this.reader.read(node.text, words, [...edges, ...unknown]);
    if (!edge) throw answerUnclear(shown);
    if (unknown.includes(edge)) throw noWayForWords(edge.condition?.label ?? '', shown);
    return edge;
  }
}

/** Edges that the flow does not have, to read by whether an answer means one of them. */
function edgesNowhere(answers: readonly (string | null)[], from: string): FlowEdge[] {
  return answers.flatMap((label) => (label === null ? [] : [{ id: '', from, to: '', condition: { label } }]));
}

/** The edge whose label is just what was said. */
function labelled(edges: readonly FlowEdge[], words: string): FlowEdge | undefined {
  return edges.find(({ condition }) => condition && labelKey(condition.label) === labelKey(words));
}

function positionOf({ current_node_id, created_at, walked_path }: WalkRow): WalkPosition {
  return { currentNodeId: current_node_id, createdAt: created_at, path: walked_path };
}

function momentOf({ actor }: AccountTx): Moment {
  return { at: new Date(), by: actor.userId };
}
