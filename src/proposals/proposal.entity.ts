import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  type Relation,
} from 'typeorm';
import { AccountEntity } from '../accounts/account.entity.js';
import { TeamEntity } from '../accounts/teams/team.entity.js';
import { UserEntity } from '../accounts/users/user.entity.js';
import { AiSessionEntity } from '../ai-sessions/ai-session.entity.js';
import { TreeEntity } from '../flows/tree.entity.js';
import type { TicketKind } from '../ai-sessions/session.js';
import type { FlowDiff } from '../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { ConfidenceBasis } from './calibration/confidence.js';
import type { ReasonCode } from './decision-reason.js';
import type { FirstApproval } from './rules/first-approval.js';
import type { ProposalSource, ProposalStatus, ProposalType } from './proposal.js';

/**
 * A proposed new flow, or a change of one, that awaits review, was decided on, or is a mere record. Its relations are for
 * reading; the foreign keys behind them, which hold within the account, are the migrations'.
 */
@Entity('flow_proposals')
@Check(
  'ck_flow_proposals_type',
  "proposal_type IN ('new_flow', 'enhancement', 'branch_addition', 'auto_reinforced')",
)
@Check(
  'ck_flow_proposals_status',
  "status IN ('pending', 'approved', 'modified', 'rejected', 'dismissed', 'auto_reinforced')",
)
@Check(
  'ck_flow_proposals_source',
  "source IN ('ai_realtime_l1', 'kb_accelerator', 'manual_draft', 'ai_promoted')",
)
@Check(
  'ck_flow_proposals_linked_ticket_kind',
  "linked_ticket_kind IS NULL OR linked_ticket_kind IN ('psa', 'internal')",
)
@Index('ix_flow_proposals_account_id', ['accountId'])
@Index('ix_flow_proposals_team_id', ['teamId'])
@Index('ix_flow_proposals_source_session_id', ['sourceSessionId'])
@Index('ix_flow_proposals_status', ['status'])
export class ProposalEntity {
  @PrimaryColumn('uuid', { default: () => 'gen_random_uuid()' })
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('uuid')
  sourceSessionId: string;

  @Column('varchar', { length: 30 })
  proposalType: ProposalType;

  @Column('uuid', { nullable: true, comment: 'For enhancements: which existing flow to modify' })
  targetFlowId: string | null;

  @Column('varchar', { length: 255, comment: 'Human-readable title for the proposed flow' })
  title: string;

  @Column('text', { nullable: true, comment: 'AI-generated description of what this flow covers' })
  description: string | null;

  @Column('jsonb', { comment: 'Complete flow/tree_structure definition (nodes, edges, conditions)' })
  proposedFlowData: FlowDocument;

  @Column('jsonb', { nullable: true, comment: 'For enhancements: what changed vs existing flow' })
  proposedDiff: FlowDiff | null;

  @Column('varchar', {
    length: 400,
    default: '',
    comment: 'What it adds and where, in one line; follows from the document and the diff',
  })
  summary: string;

  @Column('double precision', {
    default: 0,
    comment: 'How confident the system is in this proposal (0.0-1.0)',
  })
  confidenceScore: number;

  @Column('double precision', {
    nullable: true,
    comment: 'What the formula says, whether or not it is the score; null where the program says nothing',
  })
  priorConfidence: number | null;

  @Column('varchar', {
    length: 10,
    nullable: true,
    comment:
      'prior: the score is what the formula says; calibrated: the share of such proposals that was approved',
  })
  confidenceBasis: ConfidenceBasis | null;

  @Column('integer', { default: 1, comment: 'Number of sessions with similar resolution paths' })
  supportingSessionCount: number;

  @Column('jsonb', { default: [], comment: 'Array of session IDs that support this proposal' })
  supportingSessionIds: string[];

  @Column('varchar', { length: 100, nullable: true })
  problemDomain: string | null;

  @Column('varchar', { length: 30, default: 'pending' })
  status: ProposalStatus;

  @Column('uuid', { nullable: true })
  reviewedBy: string | null;

  @Column('text', { nullable: true })
  reviewerNotes: string | null;

  @Column('uuid', {
    nullable: true,
    comment: 'The flow that was created/updated when this proposal was approved',
  })
  publishedFlowId: string | null;

  @Column('varchar', { length: 30, default: 'manual_draft' })
  source: ProposalSource;

  @Column('varchar', { length: 64, nullable: true })
  linkedTicketId: string | null;

  @Column('varchar', { length: 10, nullable: true })
  linkedTicketKind: TicketKind | null;

  @Column('boolean', { default: false })
  validatedByOutcome: boolean;

  @CreateDateColumn({ type: 'timestamptz' })
  createdAt: Date;

  @Column('timestamptz', { nullable: true })
  reviewedAt: Date | null;

  @Column('integer', { nullable: true, comment: 'Version of the target flow that the proposal builds on' })
  baseVersion: number | null;

  @Column('integer', { nullable: true, comment: 'Version of the published flow that approving made' })
  publishedVersion: number | null;

  @Column('uuid', {
    nullable: true,
    comment:
      'The flow that a reverted approval of a new flow had made; approving again publishes its next version',
  })
  revertedFlowId: string | null;

  @Column('integer', { nullable: true, comment: 'The version of that flow that the approval had made' })
  revertedVersion: number | null;

  @Column('uuid', {
    nullable: true,
    comment: 'A second flow whose nodes the proposal takes in; publishing it archives that flow',
  })
  absorbsFlowId: string | null;

  @Column('integer', { nullable: true })
  absorbsVersion: number | null;

  /** 0 to 1: how well the supporting sessions fit the document. */
  @Column('double precision', { default: 0 })
  fitness: number;

  @Column('uuid', { nullable: true })
  draftedBy: string | null;

  @Column('integer', { default: 1, comment: 'Grows with every change of the row but those of its claim' })
  revision: number;

  @Column('timestamptz', { default: () => 'now()' })
  updatedAt: Date;

  @Column('uuid', {
    nullable: true,
    comment: 'Who holds it until claim_expires_at, while it is pending; what is past that time means nothing',
  })
  claimedBy: string | null;

  @Column('timestamptz', { nullable: true })
  claimExpiresAt: Date | null;

  @Column('varchar', { length: 30, nullable: true, comment: 'Why it was rejected or dismissed, while it is' })
  reasonCode: ReasonCode | null;

  @Column('uuid', { nullable: true })
  duplicateOfFlowId: string | null;

  @Column('uuid', { nullable: true })
  duplicateOfProposalId: string | null;

  @Column('uuid', {
    nullable: true,
    comment: 'The pending proposal that took over its sessions: it was dismissed for no other reason',
  })
  mergedInto: string | null;

  @Column('integer', { default: 0, comment: 'How many sessions joined since it was rejected or dismissed' })
  sessionsSinceDecision: number;

  @Column('uuid', {
    nullable: true,
    comment: 'Who approved first, where two must; kept once it is published',
  })
  approvedByFirst: string | null;

  @Column('timestamptz', { nullable: true })
  approvedFirstAt: Date | null;

  @Column('jsonb', {
    nullable: true,
    comment: 'What exactly was approved, while a second person has yet to agree',
  })
  firstApproval: FirstApproval | null;

  @ManyToOne(() => TreeEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'absorbs_flow_id' })
  absorbsFlow?: Relation<TreeEntity | null>;

  @ManyToOne(() => AccountEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'account_id' })
  account?: Relation<AccountEntity>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'approved_by_first' })
  firstApprover?: Relation<UserEntity | null>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'claimed_by' })
  claimant?: Relation<UserEntity | null>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'drafted_by' })
  drafter?: Relation<UserEntity | null>;

  @ManyToOne(() => TreeEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'duplicate_of_flow_id' })
  duplicateOfFlow?: Relation<TreeEntity | null>;

  @ManyToOne(() => ProposalEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'duplicate_of_proposal_id' })
  duplicateOfProposal?: Relation<ProposalEntity | null>;

  @ManyToOne(() => ProposalEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'merged_into' })
  mergedIntoProposal?: Relation<ProposalEntity | null>;

  @ManyToOne(() => TreeEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'published_flow_id' })
  publishedFlow?: Relation<TreeEntity | null>;

  @ManyToOne(() => TreeEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'reverted_flow_id' })
  revertedFlow?: Relation<TreeEntity | null>;

  @ManyToOne(() => UserEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'reviewed_by' })
  reviewer?: Relation<UserEntity | null>;

  @ManyToOne(() => AiSessionEntity, {
    nullable: false,
    onDelete: 'CASCADE',
    createForeignKeyConstraints: false,
  })
  @JoinColumn({ name: 'source_session_id' })
  sourceSession?: Relation<AiSessionEntity>;

  @ManyToOne(() => TreeEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'target_flow_id' })
  targetFlow?: Relation<TreeEntity | null>;

  @ManyToOne(() => TeamEntity, { onDelete: 'SET NULL', createForeignKeyConstraints: false })
  @JoinColumn({ name: 'team_id' })
  team?: Relation<TeamEntity | null>;
}

/** A proposal as use cases know it. Who holds it is looked up by the database's clock, in `ClaimsView`. */
export type Proposal = Omit<ProposalEntity, 'accountId' | 'updatedAt' | 'claimedBy' | 'claimExpiresAt'>;
