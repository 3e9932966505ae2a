import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import { PRINTER_OFFLINE } from '../flows/document/flow-document.example.js';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';
import {
  DOCUMENT_STATUSES,
  type DocumentOutcome,
  type DocumentPreview,
  type DocumentStatus,
  type ProcedureOutcome,
  type ProcedurePreview,
} from './knowledge-outcome.js';
import { EXAMPLE_DOCUMENT_ID, EXAMPLE_OUTCOME } from './knowledge.example.js';
import { KNOWLEDGE_FORMATS, type KnowledgeFormat, type ReadFault, type Span } from './reader/procedure.js';

const DECISIONS = ['new_flow', 'branch_addition', 'enhancement', 'auto_reinforced', 'none'] as const;

@ApiSchema({ name: 'KnowledgeSpan' })
export class SpanDto implements Span {
  @ApiProperty({ type: 'integer', minimum: 1, description: 'Counted from 1', example: 7 })
  start_line: number;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Included', example: 7 })
  end_line: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'In UTF-16 code units, from 0', example: 108 })
  start_offset: number;

  @ApiProperty({ type: 'integer', minimum: 0, description: 'Not included', example: 133 })
  end_offset: number;
}

@ApiSchema({ name: 'KnowledgeNodeSpan' })
export class NodeSpanDto extends SpanDto {
  @ApiProperty({ example: 'n1' })
  node_id: string;
}

@ApiSchema({ name: 'KnowledgeFault' })
export class ReadFaultDto implements ReadFault {
  @ApiProperty({
    example: 'Leads back to "Restart the service"; a flow has no cycles, so a step tells it instead',
  })
  detail: string;

  @ApiProperty({ type: () => SpanDto, nullable: true })
  span: SpanDto | null;
}

/** What is told of a procedure before and after it is imported. */
class ProcedureDto {
  @ApiProperty({ maxLength: 255, example: 'Label printer prints blank labels' })
  title: string;

  @ApiProperty({
    enum: DECISIONS,
    description:
      'What it means: a new flow, a change of a flow, or that the flow holds all of it (`auto_reinforced`)',
    example: 'new_flow',
  })
  decision: ProcedureOutcome['decision'];

  @ApiProperty({ example: 'Nothing similar is known.' })
  reason: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null for a new one',
    example: null,
  })
  target_flow_id: string | null;

  @ApiProperty({ type: 'integer', minimum: 2, example: 6 })
  nodes: number;
}

@ApiSchema({ name: 'ImportedProcedure' })
export class ProcedureOutcomeDto extends ProcedureDto implements ProcedureOutcome {
  @ApiProperty({ format: 'uuid', description: 'Of origin kb_import', example: EXAMPLE_IDS.session })
  session_id: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The proposal that it made, joined or changed',
    example: EXAMPLE_IDS.proposal,
  })
  proposal_id: string | null;
}

@ApiSchema({ name: 'PreviewedProcedure' })
export class ProcedurePreviewDto extends ProcedureDto implements ProcedurePreview {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: null,
  })
  joins_proposal_id: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the document says of the problem besides the steps',
    example: 'The labels come out, and nothing is on them.',
  })
  description: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'printing' })
  problem_domain: string | null;

  @ApiProperty({
    type: () => FlowDocumentDto,
    description: 'The procedure alone; nodes get ids of their own when it is imported',
    example: PRINTER_OFFLINE,
  })
  flow_data: FlowDocumentDto;

  @ApiProperty({ type: () => [NodeSpanDto] })
  spans: NodeSpanDto[];
}

/** What is told of a document before and after it is imported. */
class ReadDocumentDto {
  @ApiProperty({ example: 'printing/blank-labels.md' })
  name: string;

  @ApiProperty({ enum: KNOWLEDGE_FORMATS, enumName: 'KnowledgeFormat', example: 'markdown' })
  format: KnowledgeFormat;

  @ApiProperty({ type: String, nullable: true, description: 'Why nothing comes of it', example: null })
  reason: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE_DOCUMENT_ID })
  document_id: string | null;

  @ApiProperty({ type: () => [ReadFaultDto] })
  faults: ReadFaultDto[];
}

@ApiSchema({ name: 'KnowledgeOutcome' })
export class DocumentOutcomeDto extends ReadDocumentDto implements DocumentOutcome {
  @ApiProperty({ enum: DOCUMENT_STATUSES, enumName: 'KnowledgeStatus', example: 'imported' })
  status: DocumentStatus;

  @ApiProperty({ type: () => [ProcedureOutcomeDto] })
  procedures: ProcedureOutcomeDto[];
}

@ApiSchema({ name: 'KnowledgePreview' })
export class DocumentPreviewDto extends ReadDocumentDto implements DocumentPreview {
  @ApiProperty({ enum: ['would_import', 'already_imported', 'no_procedure'], example: 'would_import' })
  status: DocumentPreview['status'];

  @ApiProperty({ type: () => [ProcedurePreviewDto] })
  procedures: ProcedurePreviewDto[];
}

@ApiSchema({ name: 'KnowledgeOutcomes' })
export class OutcomesDto {
  @ApiProperty({
    type: () => [DocumentOutcomeDto],
    example: [EXAMPLE_OUTCOME],
  })
  documents: DocumentOutcomeDto[];
}

@ApiSchema({ name: 'KnowledgePreviews' })
export class PreviewsDto {
  @ApiProperty({ type: () => [DocumentPreviewDto] })
  documents: DocumentPreviewDto[];
}
