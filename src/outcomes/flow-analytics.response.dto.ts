import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { whereLeft, type Figures, type NodeFigures, type VersionFigures } from './flow-analytics.js';
import { LeafFiguresDto, LeavingPlaceDto, NodeFiguresDto } from './node-figures.response.dto.js';
import { VersionChangeDto, WalkFiguresDto } from './outcome-figures.response.dto.js';

@ApiSchema({ name: 'VersionFigures' })
export class VersionFiguresDto extends WalkFiguresDto {
  @ApiProperty({ type: 'integer' })
  version: number;

  published_at: Date;

  published_by_name: string;

  @ApiProperty({ format: 'uuid' })
  proposal_id: string | null;

  change_summary: string | null;

  /** Success less that on the version before */
  change: VersionChangeDto | null;

  static of(row: VersionFigures): VersionFiguresDto {
    const { version, published_at, published_by_name, proposal_id, change_summary } = row;
    return {
      ...{ version, published_at, published_by_name, proposal_id, change_summary },
      ...WalkFiguresDto.from(row),
      change: VersionChangeDto.of(row.change),
    };
  }
}

/** What the answer is made of. */
export interface FlowAnalytics {
  flowId: string;
  title: string;
  since: Date | null;
  until: Date | null;
  teamId: string | null;
  /** Whose nodes are shown. */
  version: number;
  /** Null where the walks of all versions count. */
  asked: number | null;
  total: Figures;
  versions: VersionFigures[];
  nodes: NodeFigures[];
}

@ApiSchema({ name: 'FlowAnalytics' })
export class FlowAnalyticsDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  title: string;

  since: Date | null;

  until: Date | null;

  @ApiProperty({ format: 'uuid' })
  team_id: string | null;

  /** null where what went by any version counts */
  @ApiProperty({ type: 'integer' })
  version: number | null;

  @ApiProperty({ type: 'integer' })
  shown_version: number;

  total: WalkFiguresDto;

  by_version: VersionFiguresDto[];

  by_leaf: LeafFiguresDto[];

  /** In the order of the flow, then those that other versions had */
  by_node: NodeFiguresDto[];

  /** Where finished walks ended without success, where most did first */
  leaving: LeavingPlaceDto[];

  static from({ nodes, versions, ...analytics }: FlowAnalytics): FlowAnalyticsDto {
    const places = whereLeft(nodes);
    const all = places.reduce((sum, { dropOffs }) => sum + dropOffs, 0);
    const { since, until, title, asked } = analytics;
    return {
      ...{ flow_id: analytics.flowId, title, since, until, team_id: analytics.teamId, version: asked },
      shown_version: analytics.version,
      total: WalkFiguresDto.from(analytics.total),
      by_version: versions.map((row) => VersionFiguresDto.of(row)),
      by_leaf: nodes.filter(({ isLeaf }) => isLeaf).map((node) => LeafFiguresDto.from(node)),
      by_node: nodes.map((node) => NodeFiguresDto.from(node)),
      leaving: places.map((node) => LeavingPlaceDto.from(node, all)),
    };
  }
}
