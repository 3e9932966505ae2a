import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowDocumentDto, FlowEdgeDto } from '../../flows/document/flow-document.dto.js';
import { FlowDto } from '../../flows/flows.response.dto.js';
import { ReplayDto } from '../publishing/preview.response.dto.js';

/** What a split would do. */
@ApiSchema({ name: 'SplitPreview' })
export class SplitPreviewDto {
  /** The flow without what goes */
  @ApiProperty({ type: () => FlowDocumentDto })
  remaining: FlowDocumentDto;

  /** What goes, as a flow of its own */
  @ApiProperty({ type: () => FlowDocumentDto })
  split_off: FlowDocumentDto;

  /** Edges between the two, which neither will have */
  @ApiProperty({ type: () => [FlowEdgeDto] })
  cut_edges: FlowEdgeDto[];

  /** Sessions that stand mostly at nodes that go, and so would follow them */
  @ApiProperty({ type: 'integer', example: 7 })
  moving_session_count: number;

  @ApiProperty({ type: 'integer', example: 34 })
  staying_session_count: number;

  /** Sessions that stay, walked through the flow as it is and as it would be */
  @ApiProperty({ type: () => ReplayDto })
  replay: ReplayDto;
}

@ApiSchema({ name: 'SplitResult' })
export class SplitResultDto {
  /** The flow at its next version, without what went */
  @ApiProperty({ type: () => FlowDto })
  flow: FlowDto;

  /** The new flow */
  @ApiProperty({ type: () => FlowDto })
  split_off: FlowDto;

  /** Sessions that followed their nodes to the new flow */
  @ApiProperty({ type: 'integer', example: 7 })
  moved_session_count: number;
}
