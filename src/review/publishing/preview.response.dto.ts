import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { FlowDiffDto, FlowDocumentDto } from '../../flows/document/flow-document.dto.js';
import type { FlowDiff } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { MergeConflict } from '../../flows/document/merge-conflict.js';
import type { Fault } from '../../kernel/errors/domain-error.js';
import { UnsureLabelDto } from '../../proposals/unsure/unsure-labels.dto.js';
import type { OpenLabel } from '../../proposals/unsure/unsure-labels.js';
import type { Regression, Replayed } from '../../proposals/session-replay.js';
import { HasConflicts } from '../decisions/merge-conflict.dto.js';

@ApiSchema({ name: 'Regression' })
export class RegressionDto {
  @ApiProperty({ format: 'uuid' })
  session_id: string;

  title: string;

  fitness_before: number;

  fitness_after: number;

  static from({ sessionId, title, fitnessBefore, fitnessAfter }: Regression): RegressionDto {
    return { session_id: sessionId, title, fitness_before: fitnessBefore, fitness_after: fitnessAfter };
  }
}

@ApiSchema({ name: 'Replay' })
export class ReplayDto {
  @ApiProperty({ type: 'integer' })
  known: number;

  /** Those that the change could touch */
  @ApiProperty({ type: 'integer' })
  replayed: number;

  regressions: RegressionDto[];

  static from({ known, replayed, regressions }: Replayed): ReplayDto {
    return { known, replayed, regressions: regressions.map((each) => RegressionDto.from(each)) };
  }
}

@ApiSchema({ name: 'PreviewFault' })
export class PreviewFaultDto {
  /** A JSON pointer into the flow */
  pointer: string;

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
  /** It is sound, nothing conflicts, no known session would fit worse, and no label is left that has to be named */
  publishable: boolean;

  /** The flow that would get a version; null for a new flow */
  @ApiProperty({ format: 'uuid' })
  flow_id: string | null;

  /** What it was made from; null for a new flow */
  @ApiProperty({ type: 'integer' })
  base_version: number | null;

  /** null for a new flow */
  @ApiProperty({ type: 'integer' })
  current_version: number | null;

  /** Whether others published since, so that both changes were merged */
  merged: boolean;

  /** null where it is not sound or something conflicts */
  flow_data: FlowDocumentDto | null;

  /** Against the current version */
  diff: FlowDiffDto | null;

  faults: PreviewFaultDto[];

  @HasConflicts()
  conflicts: MergeConflict[];

  /** Known sessions, walked through both versions */
  replay: ReplayDto | null;

  /** Labels that no answer clearly said, and that would be published as they stand */
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
