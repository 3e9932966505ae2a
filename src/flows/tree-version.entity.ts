import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, type Relation } from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import { TreeEntity } from './tree.entity.js';
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

  @Column('uuid', {
    nullable: true,
    comment: 'The proposal it came from; no foreign key, so that no cascade can touch a published version',
  })
  proposalId: string | null;

  @Column('uuid', { nullable: true, comment: 'The user; no foreign key, for the same reason' })
  publishedBy: string | null;

  @Column('varchar', { length: 200 })
  publishedByName: string;

  @Column('timestamptz', { default: () => 'now()' })
  publishedAt: Date;

  @Column('text', { nullable: true })
  changeSummary: string | null;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => TreeEntity, { nullable: false, onDelete: 'CASCADE', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'tree_id' })
  tree?: Relation<TreeEntity>;
}
