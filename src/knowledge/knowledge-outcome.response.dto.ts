import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import {
  DOCUMENT_STATUSES,
  type DocumentOutcome,
  type DocumentPreview,
  type DocumentStatus,
  type ProcedureOutcome,
  type ProcedurePreview,
} from './knowledge-outcome.js';
import { KNOWLEDGE_FORMATS, type KnowledgeFormat, type ReadFault, type Span } from './reader/procedure.js';

const DECISIONS = ['new_flow', 'branch_addition', 'enhancement', 'auto_reinforced', 'none'] as const;

@ApiSchema({ name: 'KnowledgeSpan' })
export class SpanDto implements Span {
  /** Counted from 1 */
  @ApiProperty({ type: 'integer' })
  start_line: number;

  /** Included */
  @ApiProperty({ type: 'integer' })
  end_line: number;

  /** In UTF-16 code units, from 0 */
  @ApiProperty({ type: 'integer' })
  start_offset: number;

  /** Not included */
  @ApiProperty({ type: 'integer' })
  end_offset: number;
}

@ApiSchema({ name: 'KnowledgeNodeSpan' })
export class NodeSpanDto extends SpanDto {
  node_id: string;
}

@ApiSchema({ name: 'KnowledgeFault' })
export class ReadFaultDto implements ReadFault {
  detail: string;

  span: SpanDto | null;
}

/** What is told of a procedure before and after it is imported. */
class ProcedureDto {
  title: string;

  /** What it means: a new flow, a change of a flow, or that the flow holds all of it (`auto_reinforced`) */
  @ApiProperty({ enum: DECISIONS })
  decision: ProcedureOutcome['decision'];

  reason: string;

  /** null for a new one */
  @ApiProperty({ format: 'uuid' })
  target_flow_id: string | null;

  @ApiProperty({ type: 'integer' })
  nodes: number;
}

@ApiSchema({ name: 'ImportedProcedure' })
export class ProcedureOutcomeDto extends ProcedureDto implements ProcedureOutcome {
  /** Of origin kb_import */
  @ApiProperty({ format: 'uuid' })
  session_id: string;

  /** The proposal that it made, joined or changed */
  @ApiProperty({ format: 'uuid' })
  proposal_id: string | null;
}

@ApiSchema({ name: 'PreviewedProcedure' })
export class ProcedurePreviewDto extends ProcedureDto implements ProcedurePreview {
  @ApiProperty({ format: 'uuid' })
  joins_proposal_id: string | null;

  /** What the document says of the problem besides the steps */
  description: string | null;

  problem_domain: string | null;

  /** The procedure alone; nodes get ids of their own when it is imported */
  flow_data: FlowDocumentDto;

  spans: NodeSpanDto[];
}

/** What is told of a document before and after it is imported. */
class ReadDocumentDto {
  name: string;

  @ApiProperty({ enum: KNOWLEDGE_FORMATS, enumName: 'KnowledgeFormat' })
  format: KnowledgeFormat;

  /** Why nothing comes of it */
  reason: string | null;

  @ApiProperty({ format: 'uuid' })
  document_id: string | null;

  faults: ReadFaultDto[];
}

@ApiSchema({ name: 'KnowledgeOutcome' })
export class DocumentOutcomeDto extends ReadDocumentDto implements DocumentOutcome {
  @ApiProperty({ enum: DOCUMENT_STATUSES, enumName: 'KnowledgeStatus' })
  status: DocumentStatus;

  procedures: ProcedureOutcomeDto[];
}

@ApiSchema({ name: 'KnowledgePreview' })
export class DocumentPreviewDto extends ReadDocumentDto implements DocumentPreview {
  @ApiProperty({ enum: ['would_import', 'already_imported', 'no_procedure'] })
  status: DocumentPreview['status'];

  procedures: ProcedurePreviewDto[];
}

@ApiSchema({ name: 'KnowledgeOutcomes' })
export class OutcomesDto {
  documents: DocumentOutcomeDto[];
}

@ApiSchema({ name: 'KnowledgePreviews' })
export class PreviewsDto {
  documents: DocumentPreviewDto[];
}
