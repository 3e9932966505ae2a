import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { FlowNodeDto } from '../flows/document/flow-document.dto.js';
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
import type { WalkRow } from './walks.view.js';

@ApiSchema({
  name: 'WalkOption',
  description: 'A way on from the present node, or an answer for which the flow has none yet',
})
export class WalkOptionDto {
  /** null where the flow has no way for it */
  edge_id: string | null;

  /** What to answer; null where there is no condition or, where it is not known, for anything else */
  condition: string | null;

  /** Where it leads; null where it is not known */
  to: FlowNodeDto | null;

  /** Whether the flow has a way for it, which `answer` takes; where not, `deviate` goes on, with the answer in its `words` */
  known: boolean;
}

@ApiSchema({ name: 'WalkDeviationStep' })
export class DeviationStepDto implements DeviationStep {
  @ApiProperty({ enum: DEVIATION_KINDS, enumName: 'WalkDeviationKind' })
  kind: DeviationStep['kind'];

  text: string;

  result: string | null;
}

@ApiSchema({ name: 'WalkPathEntry' })
export class PathEntryDto implements PathEntry {
  @ApiProperty({ type: 'integer' })
  seq: number;

  /** `answer` and `step` go on along an edge; `deviation` is what the flow does not have; `back` takes back the latest of these that still counts; `finish` ends the walk */
  @ApiProperty({ enum: PATH_KINDS, enumName: 'WalkPathKind' })
  kind: PathKind;

  node_id: string;

  text: string;

  edge_id: string | null;

  condition: string | null;

  /** Where the walk went; null where it stayed */
  to_node_id: string | null;

  /** Of `back`: the `seq` of the entry that it takes back */
  @ApiProperty({ type: 'integer' })
  undoes: number | null;

  /** Of `deviation` */
  step: DeviationStepDto | null;

  /** Of `deviation`: in place of what the node says */
  instead: boolean;

  words: string | null;

  note: string | null;

  /** Since the entry before, or since the walk began */
  seconds: number;

  @ApiProperty({ format: 'date-time' })
  at: string;

  @ApiProperty({ format: 'uuid' })
  by: string | null;
}

@ApiSchema({ name: 'Walk' })
export class WalkDto extends WalkSummaryDto {
  entry_node_id: string;

  current_node: FlowNodeDto;

  /** The ways on, then the answers that have none yet */
  options: WalkOptionDto[];

  /** The walk is active, and the flow ends here: finish it */
  at_end: boolean;

  can_go_back: boolean;

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
