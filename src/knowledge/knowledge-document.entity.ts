import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { KnowledgeFormat } from './reader/procedure.js';

/** One state of a document that gave a procedure. */
@Entity('knowledge_documents')
export class KnowledgeDocumentEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('varchar', { length: 255 })
  name: string;

  @Column('varchar', { length: 10 })
  format: KnowledgeFormat;

  @Column('text')
  content: string;

  @Column('bytea')
  contentHash: Buffer;

  @Column('uuid', { nullable: true })
  importedBy: string | null;

  @Column({ type: 'timestamptz', insert: false, update: false })
  createdAt: Date;
}
