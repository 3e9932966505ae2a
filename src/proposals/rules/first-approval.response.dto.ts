import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { inReadingOrder } from '../../flows/document/flow-document.js';
import type { FlowDocumentDto } from '../../flows/document/flow-document.dto.js';
import type { NamedLabelDto } from '../unsure/unsure-labels.dto.js';
import type { FirstApproval } from './first-approval.js';

@ApiSchema({
  name: 'FirstApproval',
  description: 'What the first of two people approved, and the second is to.',
})
export class FirstApprovalDto {
  @ApiProperty({ enum: ['approve', 'modify'] })
  decision: FirstApproval['decision'];

  notes: string | null;

  flow_data: FlowDocumentDto;

  title: string | null;

  @ApiProperty({ type: 'integer' })
  flow_version: number | null;

  labels: NamedLabelDto[];

  accept_regressions: boolean;

  static from(approval: FirstApproval): FirstApprovalDto {
    const { decision, notes, title = null, flow_version, accept_regressions, labels = [] } = approval;
    const flow_data = inReadingOrder(approval.flow_data);
    return { decision, notes, flow_data, title, flow_version, labels, accept_regressions };
  }
}
