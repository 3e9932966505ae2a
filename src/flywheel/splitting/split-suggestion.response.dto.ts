import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'SuggestedSplit', description: 'A part of a flow that looks like another problem.' })
export class SuggestedSplitDto {
  /** Nodes at which only sessions of the part stand: `node_ids` of a split */
  node_ids: string[];

  /** Nodes at which others stand as well: `shared_node_ids` of a split */
  shared_node_ids: string[];

  /** The sessions of the part */
  @ApiProperty({ type: 'array', items: { type: 'string', format: 'uuid' } })
  session_ids: string[];

  /** Sessions of the flow that were looked at and are of no part */
  @ApiProperty({ type: 'integer' })
  staying_session_count: number;

  /** How alike the part and the rest speak of their problems; from .35 on they are taken for one */
  likeness: number;
}

@ApiSchema({ name: 'SplitSuggestion' })
export class SplitSuggestionDto {
  /** The version that was looked at: `base_version` of a split */
  @ApiProperty({ type: 'integer' })
  flow_version: number;

  /** The latest sessions of the flow, of which those were looked at that stand at a node of this version */
  @ApiProperty({ type: 'integer' })
  session_count: number;

  /** null where all sessions seem to be of one problem */
  split: SuggestedSplitDto | null;
}
