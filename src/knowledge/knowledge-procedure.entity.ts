import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AiSessionEntity } from '../ai-sessions/ai-session.entity.js';
import { KnowledgeDocumentEntity } from './knowledge-document.entity.js';
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

  @Column('jsonb', {
    comment:
      'The procedure alone as a flow document, with the ids that its nodes have in the flow it went to',
  })
  flowData: FlowDocument;

  /** By step of the session. */
  @Column('jsonb', {
    comment:
      'By step of the session, so that its alignment leads from a node to the text: [{start_line, end_line, start_offset, end_offset}]',
  })
  spans: Span[];

  @Column('jsonb', { default: [] })
  faults: ReadFault[];

  @ManyToOne(() => KnowledgeDocumentEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'document_id' })
  document?: Relation<KnowledgeDocumentEntity>;

  @ManyToOne(() => AiSessionEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'session_id' })
  session?: Relation<AiSessionEntity>;
}
