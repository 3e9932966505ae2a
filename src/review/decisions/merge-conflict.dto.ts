import { ApiExtraModels, ApiProperty, ApiSchema, getSchemaPath } from '@nestjs/swagger';
import type { FlowEdgeDto, FlowNodeDto } from '../../flows/document/flow-document.dto.js';
import { CONFLICT_REASONS, type ConflictReason } from '../../flows/document/merge-conflict.js';

class ConflictDto {
  @ApiProperty({ enum: CONFLICT_REASONS, enumName: 'MergeConflictReason' })
  reason: ConflictReason;
}

@ApiSchema({ name: 'NodeConflict' })
export class NodeConflictDto extends ConflictDto {
  @ApiProperty({ enum: ['node'] })
  what: 'node';

  id: string;

  /** What both started from; null where it was not there */
  base: FlowNodeDto | null;

  theirs: FlowNodeDto | null;

  mine: FlowNodeDto | null;
}

@ApiSchema({ name: 'EdgeConflict' })
export class EdgeConflictDto extends ConflictDto {
  @ApiProperty({ enum: ['edge'] })
  what: 'edge';

  id: string;

  /** What both started from; null where it was not there */
  base: FlowEdgeDto | null;

  theirs: FlowEdgeDto | null;

  mine: FlowEdgeDto | null;
}

@ApiSchema({ name: 'EntriesConflict', description: 'The two disagree on where a walk begins.' })
export class EntriesConflictDto extends ConflictDto {
  @ApiProperty({ enum: ['entries'] })
  what: 'entries';

  @ApiProperty({ type: 'null' })
  id: null;

  base: string[];
  theirs: string[];
  mine: string[];
}

@ApiSchema({ name: 'DocumentConflict', description: 'Each is sound, and both together are not.' })
export class DocumentConflictDto extends ConflictDto {
  @ApiProperty({ enum: ['document'] })
  what: 'document';

  @ApiProperty({ type: 'null' })
  id: null;

  @ApiProperty({ type: 'null' })
  base: null;

  @ApiProperty({ type: 'null' })
  theirs: null;

  @ApiProperty({ type: 'null' })
  mine: null;
}

const KINDS = [NodeConflictDto, EdgeConflictDto, EntriesConflictDto, DocumentConflictDto];

/** The member holds conflicts of any kind, which `what` tells apart. */
export const HasConflicts = (): PropertyDecorator => (target, member) => {
  ApiExtraModels(...KINDS)(target.constructor);
  ApiProperty({
    type: 'array',
    items: { oneOf: KINDS.map((kind) => ({ $ref: getSchemaPath(kind) })) },
    example: [],
  })(target, member);
};
