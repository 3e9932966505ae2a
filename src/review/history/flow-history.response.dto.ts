import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import { FlowDiffDto } from '../../flows/document/flow-document.dto.js';
import { FLOW_EVENTS, type FlowEventName } from '../../flows/flow-event.js';
import type { Page } from '../../kernel/http/paging.js';
import { EXAMPLE_DIFF, EXAMPLE_IDS } from '../../proposals/proposal.example.js';
import {
  PROPOSAL_STATUSES,
  PROPOSAL_TYPES,
  type ProposalStatus,
  type ProposalType,
} from '../../proposals/proposal.js';
import { SHOWN_SESSIONS, type HistoryRow } from './flow-history.view.js';
import { redactText } from '../../redaction/redact-text.js';

const HISTORY_EVENTS = ['published', ...FLOW_EVENTS] as const;

@ApiSchema({ name: 'HistoryProposal' })
export class HistoryProposalDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.proposal })
  id: string;

  @ApiProperty({ example: 'Printer offline: the driver can be the cause' })
  title: string;

  @ApiProperty({ enum: PROPOSAL_TYPES, enumName: 'ProposalType', example: 'enhancement' })
  proposal_type: ProposalType;

  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus', example: 'approved' })
  status: ProposalStatus;

  @ApiProperty({ type: 'integer', example: 2 })
  supporting_session_count: number;
}

@ApiSchema({ name: 'HistorySession' })
export class HistorySessionDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.session })
  id: string;

  @ApiProperty({ example: 'Ricoh in accounts prints nothing' })
  title: string;
}

@ApiSchema({ name: 'HistoryEntry', description: 'A version of a flow, or what was done to it without one.' })
export class HistoryEntryDto {
  @ApiProperty({
    enum: HISTORY_EVENTS,
    enumName: 'HistoryEvent',
    description: 'published, rolled_back and reverted made the version',
    example: 'published',
  })
  event: 'published' | FlowEventName;

  @ApiProperty({ type: 'integer', minimum: 1, example: 2 })
  version: number;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  at: Date;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null where the program did it',
    example: EXAMPLE_IDS.reviewer,
  })
  actor_id: string | null;

  @ApiProperty({ description: 'As it was then', example: 'Priya Nair' })
  actor_name: string;

  @ApiProperty({ type: String, nullable: true, example: 'Matches what we see on the Ricohs.' })
  notes: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Enhancement: Printer offline: the driver can be the cause',
  })
  change_summary: string | null;

  @ApiProperty({
    type: () => HistoryProposalDto,
    nullable: true,
    description: 'What it came from, or whose approval was undone',
  })
  proposal: HistoryProposalDto | null;

  @ApiProperty({
    type: () => [HistorySessionDto],
    description: `Of the proposal's sessions the newest, at most ${SHOWN_SESSIONS} of its supporting_session_count`,
  })
  sessions: HistorySessionDto[];

  @ApiProperty({
    type: () => FlowDiffDto,
    nullable: true,
    description: 'Against the version before',
    example: EXAMPLE_DIFF,
  })
  diff: FlowDiffDto | null;

  @ApiProperty({
    type: Object,
    nullable: true,
    description:
      '`to_version` of a rollback, `reverted_version` of a reversion, `into` of a merge, losses that were accepted, `reasons` of verification, `from` and `to` of a change of owner or interval',
    example: null,
  })
  details: Record<string, unknown> | null;

  static from(row: HistoryRow): HistoryEntryDto {
    const { version, at, actor_id, actor_name, notes, change_summary, proposal, sessions } = row;
    const { document, previous, details } = row;
    const diff = document && previous && diffFlowDocuments(previous, document, version - 1);
    const who = { version, at, actor_id, actor_name, notes, change_summary };
    const readable = sessions.map(({ id, title }) => ({ id, title: redactText(title) }));
    return { event: row.event ?? 'published', ...who, proposal, sessions: readable, diff, details };
  }
}

@ApiSchema({ name: 'HistoryPage' })
export class HistoryPageDto implements Page<HistoryEntryDto> {
  @ApiProperty({ type: () => [HistoryEntryDto] })
  items: HistoryEntryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
