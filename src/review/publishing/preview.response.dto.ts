import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowDiffDto, FlowDocumentDto } from '../../flows/document/flow-document.dto.js';
import type { FlowDiff } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { MergeConflict } from '../../flows/document/merge-conflict.js';
import type { Fault } from '../../kernel/errors/domain-error.js';
import { EXAMPLE_DIFF, EXAMPLE_DOCUMENT, EXAMPLE_IDS } from '../../proposals/proposal.example.js';
import { UnsureLabelDto } from '../../proposals/unsure/unsure-labels.dto.js';
import type { OpenLabel } from '../../proposals/unsure/unsure-labels.js';
import type { Regression, Replayed } from '../../proposals/session-replay.js';
import { HasConflicts } from '../decisions/merge-conflict.dto.js';

@ApiSchema({ name: 'Regression' })
export class RegressionDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.session })
  session_id: string;

  @ApiProperty({ example: 'Ricoh in accounts prints nothing' })
  title: string;

  @ApiProperty({ minimum: 0, maximum: 1, example: 1 })
  fitness_before: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.75 })
  fitness_after: number;

  static from({ sessionId, title, fitnessBefore, fitnessAfter }: Regression): RegressionDto {
    return { session_id: sessionId, title, fitness_before: fitnessBefore, fitness_after: fitnessAfter };
  }
}

@ApiSchema({ name: 'Replay' })
export class ReplayDto {
  @ApiProperty({
    type: 'integer',
    example: 41,
  })
  known: number;

  @ApiProperty({
    type: 'integer',
    description: 'Those that the change could touch',
    example: 6,
  })
  replayed: number;

  @ApiProperty({ type: () => [RegressionDto] })
  regressions: RegressionDto[];

  static from({ known, replayed, regressions }: Replayed): ReplayDto {
    return { known, replayed, regressions: regressions.map((each) => RegressionDto.from(each)) };
  }
}

@ApiSchema({ name: 'PreviewFault' })
export class PreviewFaultDto {
  @ApiProperty({ description: 'A JSON pointer into the flow', example: '/flow_data/nodes/3' })
  pointer: string;

  @ApiProperty({ example: 'cannot be reached from an entry' })
  detail: string;
}

/** What a preview tells, whatever it comes to. */
export interface PreviewFacts {
  flowId: string | null;
  baseVersion: number | null;
  currentVersion: number | null;
  merged: boolean;
  document: FlowDocument | null;
  diff: FlowDiff | null;
  faults: Fault[];
  conflicts: MergeConflict[];
  replay: Replayed | null;
  /** Labels that nobody is sure of, and that would be published as they stand. */
  open: OpenLabel[];
  /** Whether the account has it that there may be none. */
  mustBeNamed: boolean;
}

@ApiSchema({ name: 'Preview', description: 'What approving, or modifying, would publish.' })
export class PreviewDto {
  @ApiProperty({
    description:
      'It is sound, nothing conflicts, no known session would fit worse, and no label is left that has to be named',
    example: true,
  })
  publishable: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The flow that would get a version; null for a new flow',
    example: EXAMPLE_IDS.flow,
  })
  flow_id: string | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'What it was made from; null for a new flow',
    example: 1,
  })
  base_version: number | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'null for a new flow', example: 2 })
  current_version: number | null;

  @ApiProperty({
    description: 'Whether others published since, so that both changes were merged',
    example: true,
  })
  merged: boolean;

  @ApiProperty({
    type: () => FlowDocumentDto,
    nullable: true,
    description: 'null where it is not sound or something conflicts',
    example: EXAMPLE_DOCUMENT,
  })
  flow_data: FlowDocumentDto | null;

  @ApiProperty({
    type: () => FlowDiffDto,
    nullable: true,
    description: 'Against the current version',
    example: EXAMPLE_DIFF,
  })
  diff: FlowDiffDto | null;

  @ApiProperty({ type: () => [PreviewFaultDto], example: [] })
  faults: PreviewFaultDto[];

  @HasConflicts()
  conflicts: MergeConflict[];

  @ApiProperty({
    type: () => ReplayDto,
    nullable: true,
    description: 'Known sessions, walked through both versions',
  })
  replay: ReplayDto | null;

  @ApiProperty({
    type: () => [UnsureLabelDto],
    description: 'Labels that no answer clearly said, and that would be published as they stand',
    example: [],
  })
  unsure_labels: UnsureLabelDto[];

  static from(facts: PreviewFacts): PreviewDto {
    const { document, faults, conflicts, replay, merged, open } = facts;
    const isNamed = !facts.mustBeNamed || open.length === 0;
    return {
      publishable: document !== null && (replay?.regressions.length ?? 0) === 0 && isNamed,
      flow_id: facts.flowId,
      base_version: facts.baseVersion,
      current_version: facts.currentVersion,
      merged,
      flow_data: document,
      diff: facts.diff,
      faults: faults.map(({ pointer, detail }) => ({ pointer, detail })),
      conflicts,
      replay: replay && ReplayDto.from(replay),
      unsure_labels: open.map((label) => UnsureLabelDto.from(label)),
    };
  }
}
