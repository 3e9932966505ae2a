import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';
import { NotBlank } from '../../kernel/http/text-rules.js';
import { FLOW_LIMITS } from '../../flows/document/flow-limits.js';
import { DOUBTS_EXPLAINED } from '../proposal-explanation.response.dto.js';
import { LABEL_DOUBTS, type LabelDoubt } from '../proposal-explanation.js';
import type { NamedLabel, OpenLabel } from './unsure-labels.js';

@ApiSchema({
  name: 'UnsureLabel',
  description: 'A label that no answer clearly said, and that nothing has settled since.',
})
export class UnsureLabelDto {
  /** The edge, to name its label by */
  edge_id: string;

  /** The text of the node that the edge leaves */
  question: string;

  /** The text of the node to which it leads */
  leads_to: string;

  /** What is published unless somebody names it; `any` is taken where no other label fits */
  label: string;

  @ApiProperty({ enum: LABEL_DOUBTS, enumName: 'LabelDoubt', description: DOUBTS_EXPLAINED })
  reason: LabelDoubt;

  /** The answer, without what is private; null where the session has it no more */
  said: string | null;

  /** The session that it was said in */
  @ApiProperty({ format: 'uuid' })
  session_id: string;

  static from({ edgeId, question, leadsTo, label, reason, said, sessionId }: OpenLabel): UnsureLabelDto {
    return { edge_id: edgeId, question, leads_to: leadsTo, label, reason, said, session_id: sessionId };
  }
}

@ApiSchema({ name: 'NamedLabel' })
export class NamedLabelDto implements NamedLabel {
  @ApiProperty({ maxLength: FLOW_LIMITS.id, description: 'Of one of `unsure_labels`', example: 'e4' })
  @IsString()
  @MaxLength(FLOW_LIMITS.id)
  edge_id: string;

  @ApiProperty({
    minLength: 1,
    maxLength: FLOW_LIMITS.label,
    description:
      'What the edge is to be labelled with; the label that it has confirms it, `any` leaves it open',
    example: 'now and then',
  })
  @IsString()
  @MaxLength(FLOW_LIMITS.label)
  @NotBlank()
  label: string;
}
