import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { JobEntity } from '../jobs/job.entity.js';
import type { DocumentOutcome } from './knowledge-outcome.js';
import type { KnowledgeFormat } from './reader/procedure.js';

/** A document of an import job: its content while it waits, then what became of it. */
@Entity('knowledge_import_items', {
  comment: 'Documents of an import job, counted from 1: waiting, or with what became of each',
})
export class KnowledgeImportItemEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  jobId: string;

  /** Counted from 1. */
  @PrimaryColumn('integer')
  number: number;

  @Column('varchar', { length: 255 })
  name: string;

  @Column('varchar', { length: 10 })
  format: KnowledgeFormat;

  @Column('varchar', { length: 100, nullable: true })
  problemDomain: string | null;

  @Column('text', { nullable: true })
  content: string | null;

  @Column('jsonb', { nullable: true })
  outcome: DocumentOutcome | null;

  @ManyToOne(() => JobEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'job_id' })
  job?: Relation<JobEntity>;
}
