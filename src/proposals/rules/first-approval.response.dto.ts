import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowDocumentDto } from '../../flows/document/flow-document.dto.js';
import { NamedLabelDto } from '../unsure/unsure-labels.dto.js';
import type { FirstApproval } from './first-approval.js';
import { EXAMPLE_DOCUMENT } from '../proposal.example.js';

@ApiSchema({
  name: 'FirstApproval',
  description: 'What the first of two people approved, and the second is to.',
})
export class FirstApprovalDto {
  @ApiProperty({ enum: ['approve', 'modify'], example: 'approve' })
  decision: FirstApproval['decision'];

  @ApiProperty({ type: String, nullable: true, example: 'Matches what we see on the Ricohs.' })
  notes: string | null;

  @ApiProperty({ type: () => FlowDocumentDto, example: EXAMPLE_DOCUMENT })
  flow_data: FlowDocumentDto;

  @ApiProperty({ type: String, nullable: true, example: null })
  title: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 1,
  })
  flow_version: number | null;

  @ApiProperty({
    type: () => [NamedLabelDto],
    example: [],
  })
  labels: NamedLabelDto[];

  @ApiProperty({ example: false })
  accept_regressions: boolean;

  static from(approval: FirstApproval): FirstApprovalDto {
    const { decision, notes, title = null, flow_version, accept_regressions, labels = [] } = approval;
    // The database does not keep the order of properties.
    const { schema_version, entries, nodes, edges } = approval.flow_data;
    const flow_data = { schema_version, entries, nodes, edges };
    return { decision, notes, flow_data, title, flow_version, labels, accept_regressions };
  }
}
