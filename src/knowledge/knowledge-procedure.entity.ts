import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { ReadFault, Span } from './reader/procedure.js';

/** A procedure of a document, with the session that it became. */
@Entity('knowledge_procedures')
export class KnowledgeProcedureEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  documentId: string;

  /** Counted from 1, in the order of the text. */
  @PrimaryColumn('integer')
  number: number;

  @Column('varchar', { length: 255 })
  title: string;

  @Column('uuid')
  sessionId: string;

  @Column('jsonb')
  flowData: FlowDocument;

  /** By step of the session. */
  @Column('jsonb')
  spans: Span[];

  @Column('jsonb')
  faults: ReadFault[];
}
