import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { inReadingOrder } from '../flows/document/flow-document.js';
import type { FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import type { Page } from '../kernel/http/paging.js';
import type { DocumentOutcome } from './knowledge-outcome.js';
import {
  DocumentOutcomeDto,
  type NodeSpanDto,
  type ReadFaultDto,
  SpanDto,
} from './knowledge-outcome.response.dto.js';
import type { KnowledgeProcedureEntity } from './knowledge-procedure.entity.js';
import { KNOWLEDGE_FORMATS, type KnowledgeFormat } from './reader/procedure.js';

@ApiSchema({ name: 'KnowledgeDocumentSummary' })
export class KnowledgeDocumentSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  @ApiProperty({ enum: KNOWLEDGE_FORMATS, enumName: 'KnowledgeFormat' })
  format: KnowledgeFormat;

  @ApiProperty({ type: 'integer' })
  characters: number;

  @ApiProperty({ type: 'integer' })
  procedure_count: number;

  @ApiProperty({ format: 'uuid' })
  imported_by: string | null;

  created_at: Date;
}

@ApiSchema({ name: 'KnowledgeDocumentPage' })
export class KnowledgeDocumentPageDto implements Page<KnowledgeDocumentSummaryDto> {
  items: KnowledgeDocumentSummaryDto[];

  next_cursor: string | null;
}

@ApiSchema({ name: 'KnowledgeProcedure' })
export class DocumentProcedureDto {
  title: string;

  @ApiProperty({ format: 'uuid' })
  session_id: string;

  @ApiProperty({ format: 'uuid' })
  proposal_id: string | null;

  @ApiProperty({ format: 'uuid' })
  flow_id: string | null;

  /** With the ids that its nodes have in the flow */
  flow_data: FlowDocumentDto;

  spans: NodeSpanDto[];

  faults: ReadFaultDto[];
}

/** What became of a procedure, as it is read. */
export type DocumentProcedureRow = Pick<
  DocumentProcedureDto,
  'title' | 'session_id' | 'proposal_id' | 'flow_id'
> & { number: number };

@ApiSchema({ name: 'KnowledgeDocument' })
export class KnowledgeDocumentDto extends KnowledgeDocumentSummaryDto {
  content: string;

  procedures: DocumentProcedureDto[];

  static of(
    row: KnowledgeDocumentSummaryDto & { content: string },
    procedures: readonly DocumentProcedureRow[],
    stored: readonly KnowledgeProcedureEntity[],
  ): KnowledgeDocumentDto {
    return {
      ...row,
      procedures: stored.flatMap(({ number, title, sessionId, flowData, spans, faults }) => {
        const { proposal_id = null, flow_id = null } =
          procedures.find((each) => each.number === number) ?? {};
        const flow_data = inReadingOrder(flowData);
        const placed = spans.map((span, index) => ({ node_id: flow_data.nodes[index]?.id ?? '', ...span }));
        return { title, session_id: sessionId, proposal_id, flow_id, flow_data, spans: placed, faults };
      }),
    };
  }
}

@ApiSchema({ name: 'KnowledgeSource' })
export class SourceDto extends SpanDto {
  node_id: string;

  @ApiProperty({ format: 'uuid' })
  document_id: string;

  document_name: string;

  procedure_title: string;

  @ApiProperty({ format: 'uuid' })
  session_id: string;

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

/** A place in a document that a node came from, or that says the same, with the whole of the document as its text. */
export type SourceRow = SourceDto;

@ApiSchema({ name: 'KnowledgeSourcePage' })
export class SourcePageDto implements Page<SourceDto> {
  items: SourceDto[];

  next_cursor: string | null;
}

@ApiSchema({ name: 'ImportedDocument' })
export class ImportedDocumentDto extends DocumentOutcomeDto {
  @ApiProperty({ type: 'integer' })
  number: number;

  static of(number: number, outcome: DocumentOutcome | null): ImportedDocumentDto {
    if (!outcome) throw new Error('a document that is listed has an outcome');
    return { number, ...outcome };
  }
}

@ApiSchema({ name: 'ImportedDocumentPage' })
export class ImportedDocumentPageDto implements Page<ImportedDocumentDto> {
  items: ImportedDocumentDto[];

  next_cursor: string | null;
}
