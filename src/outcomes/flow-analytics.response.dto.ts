import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';
import { whereLeft, type Figures, type NodeFigures, type VersionFigures } from './flow-analytics.js';
import { LeafFiguresDto, LeavingPlaceDto, NodeFiguresDto } from './node-figures.response.dto.js';
import { VersionChangeDto, WalkFiguresDto } from './outcome-figures.response.dto.js';

@ApiSchema({ name: 'VersionFigures' })
export class VersionFiguresDto extends WalkFiguresDto {
  @ApiProperty({ type: 'integer', minimum: 1, example: 2 })
  version: number;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  published_at: Date;

  @ApiProperty({ example: 'Priya Nair' })
  published_by_name: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE_IDS.proposal })
  proposal_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Adds the driver as a further cause' })
  change_summary: string | null;

  @ApiProperty({
    type: () => VersionChangeDto,
    nullable: true,
    description: 'Success less that on the version before',
  })
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
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.flow })
  flow_id: string;

  @ApiProperty({ example: 'Network printer shows as offline' })
  title: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  since: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  until: Date | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  team_id: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'null where what went by any version counts',
    example: null,
  })
  version: number | null;

  @ApiProperty({ type: 'integer', example: 2 })
  shown_version: number;

  @ApiProperty({ type: () => WalkFiguresDto })
  total: WalkFiguresDto;

  @ApiProperty({ type: () => [VersionFiguresDto] })
  by_version: VersionFiguresDto[];

  @ApiProperty({ type: () => [LeafFiguresDto] })
  by_leaf: LeafFiguresDto[];

  @ApiProperty({
    type: () => [NodeFiguresDto],
    description: 'In the order of the flow, then those that other versions had',
  })
  by_node: NodeFiguresDto[];

  @ApiProperty({
    type: () => [LeavingPlaceDto],
    description: 'Where finished walks ended without success, where most did first',
  })
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
