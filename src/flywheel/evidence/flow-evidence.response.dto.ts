import { redactWording } from '../../redaction/redact-session.js';
import { redactText } from '../../redaction/redact-text.js';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SESSION_OUTCOMES } from '../../ai-sessions/session.js';
import type { FlowEdgeDto, FlowNodeDto } from '../../flows/document/flow-document.dto.js';
import {
  SHOWN_WORDINGS,
  type EvidenceSessionRow,
  type EvidenceStepRow,
  type WordingRow,
} from './flow-evidence.view.js';

@ApiSchema({ name: 'EvidenceWording' })
export class EvidenceWordingDto implements WordingRow {
  text: string;

  result: string | null;

  @ApiProperty({ type: 'integer' })
  count: number;
}

@ApiSchema({ name: 'EvidenceStep' })
export class EvidenceStepDto implements EvidenceStepRow {
  @ApiProperty({ type: 'integer' })
  step: number;

  text: string;

  result: string | null;

  @ApiProperty({ enum: ['synchronous', 'log_only', 'new'] })
  move: string;

  score: number;
}

@ApiSchema({ name: 'EvidenceSession' })
export class EvidenceSessionDto {
  @ApiProperty({ format: 'uuid' })
  session_id: string;

  title: string;

  @ApiProperty({ enum: SESSION_OUTCOMES, enumName: 'SessionOutcome', nullable: true })
  outcome: string | null;

  outcome_confirmed: boolean;

  observed_at: Date;

  steps: EvidenceStepDto[];

  static from(row: EvidenceSessionRow): EvidenceSessionDto {
    const { session_id, title, outcome, outcome_confirmed, observed_at, steps } = row;
    return {
      ...{ session_id, outcome, outcome_confirmed, observed_at },
      title: redactText(title),
      steps: steps.map((step) => ({ ...step, ...redactWording(step) })),
    };
  }
}

/** The sessions are paged, those observed last first; the counts and wordings are of all of them. */
export class EvidenceDto {
  @ApiProperty({ type: 'integer' })
  session_count: number;

  @ApiProperty({ type: 'integer' })
  confirmed_count: number;

  @ApiProperty({ type: 'integer' })
  step_count: number;

  @ApiProperty({ description: `The most frequent ones first, at most ${SHOWN_WORDINGS} of wordings_total` })
  wordings: EvidenceWordingDto[];

  @ApiProperty({ type: 'integer' })
  wordings_total: number;

  items: EvidenceSessionDto[];

  next_cursor: string | null;
}

@ApiSchema({ name: 'NodeEvidence' })
export class NodeEvidenceDto extends EvidenceDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  @ApiProperty({ type: 'integer' })
  flow_version: number;

  node: FlowNodeDto;
}

@ApiSchema({ name: 'EdgeEvidence' })
export class EdgeEvidenceDto extends EvidenceDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  @ApiProperty({ type: 'integer' })
  flow_version: number;

  edge: FlowEdgeDto;
}
