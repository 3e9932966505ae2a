import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { MODEL_TASKS, type ModelTask } from '../accounts/settings/model-settings.js';
import { SessionStepDto } from '../ai-sessions/session-content.dto.js';
import type { SessionStep } from '../ai-sessions/session.js';
import { mapInTurns } from '../kernel/threads/turns.js';
import { redactStep } from '../redaction/redact-session.js';
import {
  LABEL_DOUBTS,
  MODEL_NOTE_STATUSES,
  type ConsideredCandidate,
  type ExplainedSession,
  type LabelDoubt,
  type ModelNote,
  type ModelNoteStatus,
  type StoredExplanation,
} from './proposal-explanation.js';

@ApiSchema({ name: 'ConsideredCandidate' })
export class ConsideredCandidateDto implements ConsideredCandidate {
  @ApiProperty({ enum: ['flow', 'proposal'] })
  kind: 'flow' | 'proposal';

  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  /** Log odds that the session belongs to it; above 0 it does */
  score: number;

  likelihood: number;

  retrieval_score: number;

  /** The share of the session's questions and actions that have a node in it */
  matched_share: number;
}

@ApiSchema({ name: 'ExplainedStep' })
export class ExplainedStepDto extends SessionStepDto {
  @ApiProperty({ type: 'integer' })
  step: number;
}

@ApiSchema({ name: 'ExplainedEdge' })
export class ExplainedEdgeDto {
  from: string;

  to: string;

  label: string | null;
}

/** What each of `LABEL_DOUBTS` means. */
export const DOUBTS_EXPLAINED =
  'own_words: free words, no code and no value; other_of_two: read as the other of yes and no, since the like of it led elsewhere; same_answer: the same answer leads elsewhere already';

@ApiSchema({ name: 'DoubtfulAnswer' })
export class DoubtfulAnswerDto {
  edge_id: string;

  /** The step of the session that was answered so, from 0 */
  @ApiProperty({ type: 'integer' })
  step: number;

  /** As in UnsureLabel */
  @ApiProperty({ enum: LABEL_DOUBTS, enumName: 'LabelDoubt' })
  reason: LabelDoubt;
}

@ApiSchema({ name: 'ModelNote' })
export class ModelNoteDto implements ModelNote {
  @ApiProperty({ enum: MODEL_TASKS, enumName: 'ModelTask', example: 'steps' })
  task: ModelTask;

  @ApiProperty({ enum: MODEL_NOTE_STATUSES, enumName: 'ModelNoteStatus', example: 'kept_in_part' })
  status: ModelNoteStatus;

  @ApiProperty({ example: 'Rules found too few steps. 1 of 5 steps stands nowhere in the transcript.' })
  reason: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  call_id: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'The beginning of what it wrote', example: null })
  said: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What was kept of it', example: null })
  kept: string | null;
}

@ApiSchema({ name: 'ExplainedSession' })
export class ExplainedSessionDto {
  @ApiProperty({ format: 'uuid' })
  session_id: string;

  observed_at: Date;

  @ApiProperty({ enum: ['new_flow', 'branch_addition', 'enhancement', 'auto_reinforced'] })
  decision: string;

  summary: string;

  @ApiProperty({ type: () => [ConsideredCandidateDto] })
  candidates: ConsideredCandidate[];

  new_steps: ExplainedStepDto[];

  skipped_nodes: string[];

  new_edges: ExplainedEdgeDto[];

  /** Edges whose yes or no the answers put right */
  relabelled_edges: string[];

  /** New edges whose label the answer left open then; those still open are in `unsure_labels` */
  unsure_labels: DoubtfulAnswerDto[];

  /** What a language model was asked */
  model: ModelNoteDto[];

  /** In turns with others: the longest sessions take a second to be redacted. */
  static async from(row: ExplainedSession): Promise<ExplainedSessionDto> {
    const { summary = '', candidates = [], new_steps: indexes = [] } = row.explanation ?? {};
    const newSteps = await mapInTurns(indexes, (index) => explainedStep(index, row.steps[index]));
    return {
      session_id: row.session_id,
      observed_at: new Date(row.observed_at),
      decision: row.decision,
      summary,
      candidates,
      new_steps: newSteps.flat(),
      skipped_nodes: row.explanation?.skipped_nodes ?? [],
      new_edges: row.explanation?.new_edges ?? [],
      relabelled_edges: row.explanation?.relabelled_edges ?? [],
      unsure_labels: doubtsOf(row.explanation),
      model: row.explanation?.model ?? [],
    };
  }
}

@ApiSchema({ name: 'ProposalExplanation' })
export class ProposalExplanationDto {
  source: ExplainedSessionDto | null;

  /** The session that joined last; null while none has */
  latest: ExplainedSessionDto | null;

  /** Null where the flywheel had no part in it, as in a draft. */
  static async from(
    source: ExplainedSession | null,
    latest: ExplainedSession | null,
  ): Promise<ProposalExplanationDto | null> {
    if (!source && !latest) return null;
    return {
      source: source && (await ExplainedSessionDto.from(source)),
      latest: latest && (await ExplainedSessionDto.from(latest)),
    };
  }
}

function doubtsOf(explanation: StoredExplanation | null): DoubtfulAnswerDto[] {
  const doubts = explanation?.unsure_labels ?? [];
  return doubts.map(({ edge_id, step, reason }) => ({ edge_id, step, reason }));
}

function explainedStep(step: number, said: SessionStep | undefined): ExplainedStepDto[] {
  if (!said) return [];
  const { kind, text, result } = redactStep({ ...said, result: said.result ?? null });
  return [{ step, kind, text, result }];
}
