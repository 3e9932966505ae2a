import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import type { Page } from '../kernel/http/paging.js';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';
import type { DocumentOutcome } from './knowledge-outcome.js';
import { DocumentOutcomeDto, NodeSpanDto, ReadFaultDto, SpanDto } from './knowledge-outcome.response.dto.js';
import type { KnowledgeProcedureEntity } from './knowledge-procedure.entity.js';
import { EXAMPLE_DOCUMENT_ID, EXAMPLE_RUNBOOK } from './knowledge.example.js';
import type { DocumentProcedureRow, DocumentRow, SourceRow } from './knowledge.view.js';
import { KNOWLEDGE_FORMATS, type KnowledgeFormat } from './reader/procedure.js';

@ApiSchema({ name: 'KnowledgeDocumentSummary' })
export class KnowledgeDocumentSummaryDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_DOCUMENT_ID })
  id: string;

  @ApiProperty({ example: 'printing/blank-labels.md' })
  name: string;

  @ApiProperty({ enum: KNOWLEDGE_FORMATS, enumName: 'KnowledgeFormat', example: 'markdown' })
  format: KnowledgeFormat;

  @ApiProperty({ type: 'integer', example: 312 })
  characters: number;

  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  procedure_count: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE_IDS.engineer })
  imported_by: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.120Z' })
  created_at: Date;

  static from(row: DocumentRow): KnowledgeDocumentSummaryDto {
    const { id, name, format, characters, procedure_count, imported_by, created_at } = row;
    return { id, name, format, characters, procedure_count, imported_by, created_at };
  }
}

@ApiSchema({ name: 'KnowledgeDocumentPage' })
export class KnowledgeDocumentPageDto implements Page<KnowledgeDocumentSummaryDto> {
  @ApiProperty({ type: () => [KnowledgeDocumentSummaryDto] })
  items: KnowledgeDocumentSummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

@ApiSchema({ name: 'KnowledgeProcedure' })
export class DocumentProcedureDto {
  @ApiProperty({ example: 'Label printer prints blank labels' })
  title: string;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.session })
  session_id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: EXAMPLE_IDS.proposal })
  proposal_id: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: null,
  })
  flow_id: string | null;

  @ApiProperty({ type: () => FlowDocumentDto, description: 'With the ids that its nodes have in the flow' })
  flow_data: FlowDocumentDto;

  @ApiProperty({ type: () => [NodeSpanDto] })
  spans: NodeSpanDto[];

  @ApiProperty({ type: () => [ReadFaultDto] })
  faults: ReadFaultDto[];
}

@ApiSchema({ name: 'KnowledgeDocument' })
export class KnowledgeDocumentDto extends KnowledgeDocumentSummaryDto {
  @ApiProperty({ example: EXAMPLE_RUNBOOK })
  content: string;

  @ApiProperty({ type: () => [DocumentProcedureDto] })
  procedures: DocumentProcedureDto[];

  static of(
    row: DocumentRow & { content: string },
    procedures: readonly DocumentProcedureRow[],
    stored: readonly KnowledgeProcedureEntity[],
  ): KnowledgeDocumentDto {
    return {
      ...KnowledgeDocumentSummaryDto.from(row),
      content: row.content,
      procedures: stored.flatMap(({ number, title, sessionId, flowData, spans, faults }) => {
        const { proposal_id = null, flow_id = null } =
          procedures.find((each) => each.number === number) ?? {};
        const { schema_version, entries, nodes, edges } = flowData;
        const flow_data = { schema_version, entries, nodes, edges };
        const placed = spans.map((span, index) => ({ node_id: nodes[index]?.id ?? '', ...span }));
        return { title, session_id: sessionId, proposal_id, flow_id, flow_data, spans: placed, faults };
      }),
    };
  }
}

@ApiSchema({ name: 'KnowledgeSource' })
export class SourceDto extends SpanDto {
  @ApiProperty({ example: 'ping' })
  node_id: string;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_DOCUMENT_ID })
  document_id: string;

  @ApiProperty({ example: 'printing/blank-labels.md' })
  document_name: string;

  @ApiProperty({ example: 'Label printer prints blank labels' })
  procedure_title: string;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.session })
  session_id: string;

  @ApiProperty({ example: 'Is the ribbon in place?' })
  text: string;

  static from({ text, ...row }: SourceRow): SourceDto {
    const { node_id, document_id, document_name, procedure_title, session_id } = row;
    const { start_line, end_line, start_offset, end_offset } = row;
    return {
      ...{ node_id, document_id, document_name, procedure_title, session_id },
      ...{ start_line, end_line, start_offset, end_offset },
      text: text.slice(start_offset, end_offset),
    };
  }
}

@ApiSchema({ name: 'KnowledgeSourcePage' })
export class SourcePageDto implements Page<SourceDto> {
  @ApiProperty({ type: () => [SourceDto] })
  items: SourceDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

@ApiSchema({ name: 'ImportedDocument' })
export class ImportedDocumentDto extends DocumentOutcomeDto {
  @ApiProperty({ type: 'integer', minimum: 1, example: 1 })
  number: number;

  static of(number: number, outcome: DocumentOutcome | null): ImportedDocumentDto {
    if (!outcome) throw new Error('a document that is listed has an outcome');
    return { number, ...outcome };
  }
}

@ApiSchema({ name: 'ImportedDocumentPage' })
export class ImportedDocumentPageDto implements Page<ImportedDocumentDto> {
  @ApiProperty({ type: () => [ImportedDocumentDto] })
  items: ImportedDocumentDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
