import type { Type } from '@nestjs/common';
import {
  ExternalIdTakenProblem,
  ServerEndingProblem,
  SessionEndedProblem,
  UploadProblem,
} from './ai-sessions/sessions.problems.dto.js';
import { DiagramTooLargeProblem } from './diagrams/diagrams.problems.dto.js';
import { FlagClosedProblem } from './flow-care/flow-care.problems.dto.js';
import {
  FlowArchivedProblem,
  FlowChangedProblem,
  FlowMergedProblem,
  FlowNotArchivedProblem,
  FlowPreconditionFailedProblem,
} from './flows/flows.problems.dto.js';
import {
  IdempotencyAnswerNotKeptProblem,
  MethodNotAllowedProblem,
  NotAcceptableProblem,
  TooLargeProblem,
  UnavailableProblem,
  UnreadableBodyProblem,
  UnsupportedMediaTypeProblem,
} from './kernel/errors/kernel.problems.dto.js';
import {
  AnswerProblem,
  FlowUnclearProblem,
  WalkChangedProblem,
  WalkFinishedProblem,
  WalkNotResolvedProblem,
  WalkOpenProblem,
  WalkPreconditionFailedProblem,
} from './l1-walks/walks.problems.dto.js';
import {
  ClaimedProblem,
  FourEyesProblem,
  NotADraftProblem,
  OfProposalProblem,
  ProposalPreconditionFailedProblem,
  ProposalStatusProblem,
  SecondPersonNeededProblem,
  UnsureLabelsProblem,
} from './proposals/proposals.problems.dto.js';
import {
  AlreadyDecidedProblem,
  AwaitsApprovalProblem,
  DryRunLapsedProblem,
  FlowBuiltUponProblem,
  MergeConflictProblem,
  RevertTooLateProblem,
  SameVersionProblem,
  WouldRegressProblem,
} from './review/review.problems.dto.js';

/**
 * What the problem documents of a code have beside the members that all have, by code; of several, one or the other.
 * Those of a code that is not here have nothing more.
 */
export const PROBLEM_MEMBERS: Record<string, Type[]> = {
  already_decided: [AlreadyDecidedProblem],
  answer_unclear: [AnswerProblem],
  awaits_approval: [AwaitsApprovalProblem],
  claimed: [ClaimedProblem],
  diagram_too_large: [DiagramTooLargeProblem],
  dry_run_lapsed: [DryRunLapsedProblem],
  external_id_taken: [ExternalIdTakenProblem],
  flag_closed: [FlagClosedProblem],
  flow_archived: [FlowArchivedProblem],
  flow_built_upon: [FlowBuiltUponProblem],
  flow_changed: [FlowChangedProblem],
  flow_merged: [FlowMergedProblem],
  flow_not_archived: [FlowNotArchivedProblem],
  flow_unclear: [FlowUnclearProblem],
  four_eyes: [FourEyesProblem],
  idempotency_answer_not_kept: [IdempotencyAnswerNotKeptProblem],
  malformed: [UnreadableBodyProblem],
  merge_conflict: [MergeConflictProblem],
  method_not_allowed: [MethodNotAllowedProblem],
  no_such_answer: [AnswerProblem],
  not_a_draft: [NotADraftProblem],
  not_acceptable: [NotAcceptableProblem],
  not_approved: [ProposalStatusProblem],
  not_claimed: [OfProposalProblem],
  not_dismissed: [ProposalStatusProblem],
  not_pending: [ProposalStatusProblem],
  not_reviewable: [ProposalStatusProblem],
  precondition_failed: [
    ProposalPreconditionFailedProblem,
    FlowPreconditionFailedProblem,
    WalkPreconditionFailedProblem,
  ],
  revert_too_late: [RevertTooLateProblem],
  same_version: [SameVersionProblem],
  second_person_needed: [SecondPersonNeededProblem],
  server_ending: [ServerEndingProblem],
  session_ended: [SessionEndedProblem],
  too_complex: [UnreadableBodyProblem],
  too_large: [TooLargeProblem],
  unavailable: [UnavailableProblem],
  unsure_labels: [UnsureLabelsProblem],
  unsupported_media_type: [UnsupportedMediaTypeProblem],
  upload_broken_off: [UploadProblem],
  upload_given_up: [UploadProblem],
  upload_too_large: [UploadProblem],
  walk_changed: [WalkChangedProblem],
  walk_finished: [WalkFinishedProblem],
  walk_not_resolved: [WalkNotResolvedProblem],
  walk_open: [WalkOpenProblem],
  would_regress: [WouldRegressProblem],
};
