import { Column, CreateDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import type { TicketKind } from '../ai-sessions/session.js';
import type { FlowDiff } from '../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { ConfidenceBasis } from './confidence.js';
import type { ReasonCode } from './decision-reason.js';
import type { FirstApproval } from './first-approval.js';
import type { Proposal, ProposalSource, ProposalStatus, ProposalType } from './proposal.js';

@Entity('flow_proposals')
export class ProposalEntity implements Proposal {
  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  accountId: string;

  @Column('uuid', { nullable: true })
  teamId: string | null;

  @Column('uuid')
  sourceSessionId: string;

  @Column('varchar', { length: 30 })
  proposalType: ProposalType;

  @Column('uuid', { nullable: true })
  targetFlowId: string | null;

  @Column('varchar', { length: 255 })
  title: string;

  @Column('text', { nullable: true })
  description: string | null;

  @Column('jsonb')
  proposedFlowData: FlowDocument;

  @Column('jsonb', { nullable: true })
  proposedDiff: FlowDiff | null;

  @Column('varchar', { length: 400, default: '' })
  summary: string;

  @Column('double precision', { default: 0 })
  confidenceScore: number;

  @Column('double precision', { nullable: true })
  priorConfidence: number | null;

  @Column('varchar', { length: 10, nullable: true })
  confidenceBasis: ConfidenceBasis | null;

  @Column('integer', { default: 1 })
  supportingSessionCount: number;

  @Column('jsonb')
  supportingSessionIds: string[];

  @Column('varchar', { length: 100, nullable: true })
  problemDomain: string | null;

  @Column('varchar', { length: 30, default: 'pending' })
  status: ProposalStatus;

  @Column('uuid', { nullable: true })
  reviewedBy: string | null;

  @Column('text', { nullable: true })
  reviewerNotes: string | null;

  @Column('uuid', { nullable: true })
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

  @Column('integer', { nullable: true })
  baseVersion: number | null;

  @Column('integer', { nullable: true })
  publishedVersion: number | null;

  @Column('uuid', { nullable: true })
  revertedFlowId: string | null;

  @Column('integer', { nullable: true })
  revertedVersion: number | null;

  @Column('uuid', { nullable: true })
  absorbsFlowId: string | null;

  @Column('integer', { nullable: true })
  absorbsVersion: number | null;

  @Column('double precision', { default: 0 })
  fitness: number;

  @Column('uuid', { nullable: true })
  draftedBy: string | null;

  @Column('integer', { default: 1 })
  revision: number;

  @UpdateDateColumn({ type: 'timestamptz' })
  updatedAt: Date;

  @Column('uuid', { nullable: true })
  claimedBy: string | null;

  @Column('timestamptz', { nullable: true })
  claimExpiresAt: Date | null;

  @Column('varchar', { length: 30, nullable: true })
  reasonCode: ReasonCode | null;

  @Column('uuid', { nullable: true })
  duplicateOfFlowId: string | null;

  @Column('uuid', { nullable: true })
  duplicateOfProposalId: string | null;

  @Column('uuid', { nullable: true })
  mergedInto: string | null;

  @Column('integer', { default: 0 })
  sessionsSinceDecision: number;

  @Column('uuid', { nullable: true })
  approvedByFirst: string | null;

  @Column('timestamptz', { nullable: true })
  approvedFirstAt: Date | null;

  @Column('jsonb', { nullable: true })
  firstApproval: FirstApproval | null;
}
