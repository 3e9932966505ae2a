import { redactWording } from '../../redaction/redact-session.js';
import { redactText } from '../../redaction/redact-text.js';
import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { SESSION_OUTCOMES } from '../../ai-sessions/session.js';
import { FlowEdgeDto, FlowNodeDto } from '../../flows/document/flow-document.dto.js';
import {
  SHOWN_WORDINGS,
  type EvidenceSessionRow,
  type EvidenceStepRow,
  type WordingRow,
} from './flow-evidence.view.js';

@ApiSchema({ name: 'EvidenceWording' })
export class EvidenceWordingDto implements WordingRow {
  @ApiProperty({ example: 'Does the printer answer a ping from the print server?' })
  text: string;

  @ApiProperty({ type: String, nullable: true, example: 'No, nothing comes back.' })
  result: string | null;

  @ApiProperty({ type: 'integer', example: 4 })
  count: number;
}

@ApiSchema({ name: 'EvidenceStep' })
export class EvidenceStepDto implements EvidenceStepRow {
  @ApiProperty({ type: 'integer', example: 0 })
  step: number;

  @ApiProperty({ example: 'Can the print server ping it?' })
  text: string;

  @ApiProperty({ type: String, nullable: true, example: 'no reply' })
  result: string | null;

  @ApiProperty({
    enum: ['synchronous', 'log_only', 'new'],
    example: 'synchronous',
  })
  move: string;

  @ApiProperty({
    minimum: 0,
    maximum: 1,
    example: 0.97,
  })
  score: number;
}

@ApiSchema({ name: 'EvidenceSession' })
export class EvidenceSessionDto {
  @ApiProperty({ format: 'uuid', example: '0199c2ee-91c4-7b0f-9d3a-2c6e8f1a5b70' })
  session_id: string;

  @ApiProperty({ example: 'Printer in accounts is offline' })
  title: string;

  @ApiProperty({ enum: SESSION_OUTCOMES, enumName: 'SessionOutcome', nullable: true, example: 'resolved' })
  outcome: string | null;

  @ApiProperty({ example: true })
  outcome_confirmed: boolean;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T08:52:00.114Z' })
  observed_at: Date;

  @ApiProperty({ type: () => [EvidenceStepDto] })
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
  @ApiProperty({ type: 'integer', example: 5 })
  session_count: number;

  @ApiProperty({ type: 'integer', example: 3 })
  confirmed_count: number;

  @ApiProperty({ type: 'integer', example: 5 })
  step_count: number;

  @ApiProperty({
    type: () => [EvidenceWordingDto],
    description: `The most frequent ones first, at most ${SHOWN_WORDINGS} of wordings_total`,
  })
  wordings: EvidenceWordingDto[];

  @ApiProperty({ type: 'integer', example: 2 })
  wordings_total: number;

  @ApiProperty({ type: () => [EvidenceSessionDto] })
  items: EvidenceSessionDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

@ApiSchema({ name: 'NodeEvidence' })
export class NodeEvidenceDto extends EvidenceDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21' })
  flow_id: string;

  @ApiProperty({ type: 'integer', example: 2 })
  flow_version: number;

  @ApiProperty({ type: () => FlowNodeDto })
  node: FlowNodeDto;
}

@ApiSchema({ name: 'EdgeEvidence' })
export class EdgeEvidenceDto extends EvidenceDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21' })
  flow_id: string;

  @ApiProperty({ type: 'integer', example: 2 })
  flow_version: number;

  @ApiProperty({ type: () => FlowEdgeDto })
  edge: FlowEdgeDto;
}
