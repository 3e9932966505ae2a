import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { FlowDocumentDto, FlowEdgeDto } from '../../flows/document/flow-document.dto.js';
import type { FlowDto } from '../../flows/flows.response.dto.js';
import type { ReplayDto } from '../publishing/preview.response.dto.js';

/** What a split would do. */
@ApiSchema({ name: 'SplitPreview' })
export class SplitPreviewDto {
  /** The flow without what goes */
  remaining: FlowDocumentDto;

  /** What goes, as a flow of its own */
  split_off: FlowDocumentDto;

  /** Edges between the two, which neither will have */
  cut_edges: FlowEdgeDto[];

  /** Sessions that stand mostly at nodes that go, and so would follow them */
  @ApiProperty({ type: 'integer' })
  moving_session_count: number;

  @ApiProperty({ type: 'integer' })
  staying_session_count: number;

  /** Sessions that stay, walked through the flow as it is and as it would be */
  replay: ReplayDto;
}

@ApiSchema({ name: 'SplitResult' })
export class SplitResultDto {
  /** The flow at its next version, without what went */
  flow: FlowDto;

  /** The new flow */
  split_off: FlowDto;

  /** Sessions that followed their nodes to the new flow */
  @ApiProperty({ type: 'integer' })
  moved_session_count: number;
}
