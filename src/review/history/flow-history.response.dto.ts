import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import type { FlowDiffDto } from '../../flows/document/flow-document.dto.js';
import { FLOW_EVENTS, type FlowEventName } from '../../flows/flow-event.js';
import type { Page } from '../../kernel/http/paging.js';
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
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  @ApiProperty({ enum: PROPOSAL_TYPES, enumName: 'ProposalType' })
  proposal_type: ProposalType;

  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus' })
  status: ProposalStatus;

  @ApiProperty({ type: 'integer' })
  supporting_session_count: number;
}

@ApiSchema({ name: 'HistorySession' })
export class HistorySessionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;
}

@ApiSchema({ name: 'HistoryEntry', description: 'A version of a flow, or what was done to it without one.' })
export class HistoryEntryDto {
  /** published, rolled_back and reverted made the version */
  @ApiProperty({ enum: HISTORY_EVENTS, enumName: 'HistoryEvent' })
  event: 'published' | FlowEventName;

  @ApiProperty({ type: 'integer' })
  version: number;

  at: Date;

  /** null where the program did it */
  @ApiProperty({ format: 'uuid' })
  actor_id: string | null;

  /** As it was then */
  actor_name: string;

  notes: string | null;

  change_summary: string | null;

  /** What it came from, or whose approval was undone */
  proposal: HistoryProposalDto | null;

  @ApiProperty({
    description: `Of the proposal's sessions the newest, at most ${SHOWN_SESSIONS} of its supporting_session_count`,
  })
  sessions: HistorySessionDto[];

  /** Against the version before */
  diff: FlowDiffDto | null;

  /** `to_version` of a rollback, `reverted_version` of a reversion, `into` of a merge, losses that were accepted, `reasons` of verification, `from` and `to` of a change of owner or interval */
  @ApiProperty({ type: Object, nullable: true })
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
  items: HistoryEntryDto[];

  next_cursor: string | null;
}
