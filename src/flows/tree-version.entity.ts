import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FlowDocument } from './document/flow-document.js';

/** One published version of a flow. The database refuses to change it. */
@Entity('tree_versions')
export class TreeVersionEntity {
  @PrimaryColumn('uuid')
  accountId: string;

  @PrimaryColumn('uuid')
  treeId: string;

  @PrimaryColumn('integer')
  version: number;

  @Column('jsonb')
  flowData: FlowDocument;

  @Column('uuid', { nullable: true })
  proposalId: string | null;

  @Column('uuid', { nullable: true })
  publishedBy: string | null;

  @Column('varchar', { length: 200 })
  publishedByName: string;

  @Column('timestamptz')
  publishedAt: Date;

  @Column('text', { nullable: true })
  changeSummary: string | null;
}
