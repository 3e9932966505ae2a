import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowNodeDto } from '../flows/document/flow-document.dto.js';
import { summaryOf, WalkSummaryDto } from './walk-summary.response.dto.js';
import { nodeOf, optionsAt, unknownAnswers } from './walk.js';
import {
  DEVIATION_KINDS,
  effectivePath,
  PATH_KINDS,
  type DeviationStep,
  type PathEntry,
  type PathKind,
} from './walking/walked-path.js';
import { EXAMPLE_NODE, EXAMPLE_PATH, WALK_EXAMPLE_IDS } from './walks.example.js';
import type { WalkRow } from './walks.view.js';

@ApiSchema({
  name: 'WalkOption',
  description: 'A way on from the present node, or an answer for which the flow has none yet',
})
export class WalkOptionDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null where the flow has no way for it',
    example: 'e5',
  })
  edge_id: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What to answer; null where there is no condition or, where it is not known, for anything else',
    example: 'yes',
  })
  condition: string | null;

  @ApiProperty({
    type: () => FlowNodeDto,
    nullable: true,
    description: 'Where it leads; null where it is not known',
  })
  to: FlowNodeDto | null;

  @ApiProperty({
    description:
      'Whether the flow has a way for it, which `answer` takes; where not, `deviate` goes on, with the answer in its `words`',
    example: true,
  })
  known: boolean;
}

@ApiSchema({ name: 'WalkDeviationStep' })
export class DeviationStepDto implements DeviationStep {
  @ApiProperty({ enum: DEVIATION_KINDS, enumName: 'WalkDeviationKind', example: 'action' })
  kind: DeviationStep['kind'];

  @ApiProperty({ example: 'Update the firmware of the print server.' })
  text: string;

  @ApiProperty({ type: String, nullable: true, example: 'the queue prints again' })
  result: string | null;
}

@ApiSchema({ name: 'WalkPathEntry' })
export class PathEntryDto implements PathEntry {
  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  seq: number;

  @ApiProperty({
    enum: PATH_KINDS,
    enumName: 'WalkPathKind',
    description:
      '`answer` and `step` go on along an edge; `deviation` is what the flow does not have; `back` takes back the latest of these that still counts; `finish` ends the walk',
    example: 'answer',
  })
  kind: PathKind;

  @ApiProperty({ example: 'ping' })
  node_id: string;

  @ApiProperty({
    example: 'Does the printer answer a ping from the print server?',
  })
  text: string;

  @ApiProperty({ type: String, nullable: true, example: 'e1' })
  edge_id: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'yes' })
  condition: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where the walk went; null where it stayed',
    example: 'port',
  })
  to_node_id: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Of `back`: the `seq` of the entry that it takes back',
    example: null,
  })
  undoes: number | null;

  @ApiProperty({ type: () => DeviationStepDto, nullable: true, description: 'Of `deviation`', example: null })
  step: DeviationStepDto | null;

  @ApiProperty({ description: 'Of `deviation`: in place of what the node says', example: false })
  instead: boolean;

  @ApiProperty({ type: String, nullable: true, example: 'Yes, it answers the ping.' })
  words: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  note: string | null;

  @ApiProperty({ description: 'Since the entry before, or since the walk began', example: 41.208 })
  seconds: number;

  @ApiProperty({ format: 'date-time', example: '2026-03-02T08:51:12.504Z' })
  at: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: WALK_EXAMPLE_IDS.technician })
  by: string | null;
}

@ApiSchema({ name: 'Walk' })
export class WalkDto extends WalkSummaryDto {
  @ApiProperty({ example: 'ping' })
  entry_node_id: string;

  @ApiProperty({ type: () => FlowNodeDto, example: EXAMPLE_NODE })
  current_node: FlowNodeDto;

  @ApiProperty({
    type: () => [WalkOptionDto],
    description: 'The ways on, then the answers that have none yet',
  })
  options: WalkOptionDto[];

  @ApiProperty({ description: 'The walk is active, and the flow ends here: finish it', example: false })
  at_end: boolean;

  @ApiProperty({ example: true })
  can_go_back: boolean;

  @ApiProperty({ type: () => [PathEntryDto], example: EXAMPLE_PATH })
  walked_path: PathEntryDto[];

  static fromWalk(row: WalkRow): WalkDto {
    const { flow_data: document, walked_path: path, current_node_id, entry_node_id } = row;
    const isActive = row.status === 'active';
    const options = isActive ? optionDtos(row) : [];
    return {
      ...summaryOf(row, path.length),
      entry_node_id,
      current_node: nodeOf(document, current_node_id),
      options,
      at_end: isActive && options.every(({ known }) => !known),
      can_go_back: isActive && effectivePath(path).length > 0,
      walked_path: path.map((entry) => ({ ...entry, text: nodeOf(document, entry.node_id).text })),
    };
  }
}

/** The ways on from where a walk stands, and the answers that have none. */
export function optionDtos({ flow_data, current_node_id }: WalkRow): WalkOptionDto[] {
  const options = optionsAt(flow_data, current_node_id);
  return [
    ...options.map(({ edge, to }) => ({
      ...{ edge_id: edge.id, condition: edge.condition?.label ?? null, to, known: true },
    })),
    ...unknownAnswers(nodeOf(flow_data, current_node_id), options).map((condition) => ({
      ...{ edge_id: null, condition, to: null, known: false },
    })),
  ];
}
