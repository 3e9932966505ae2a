import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ProposalDto } from '../proposal.response.dto.js';
import type { Skip } from './skips.service.js';
import type { WaitingRow } from './claims.view.js';

@ApiSchema({ name: 'WaitingWith' })
export class WaitingWithDto {
  /** null where they are gone */
  @ApiProperty({ format: 'uuid' })
  claimed_by: string | null;

  claimed_by_name: string | null;

  @ApiProperty({ type: 'integer' })
  count: number;

  until: Date | null;
}

/** Reviewers that are named; all are counted. */
const SHOWN_HOLDERS = 20;

@ApiSchema({
  name: 'Waiting',
  description: 'Each proposal is counted once.',
})
export class WaitingDto {
  @ApiProperty({ type: 'integer' })
  total: number;

  @ApiProperty({ type: 'integer' })
  held: number;

  @ApiProperty({ description: `With whom; whoever holds most first, at most ${SHOWN_HOLDERS}` })
  with: WaitingWithDto[];

  /** Those that you pass over for a while */
  @ApiProperty({ type: 'integer' })
  skipped: number;

  skipped_until: Date | null;

  /** Those that you may not decide on: you have a part in them, or approved first */
  @ApiProperty({ type: 'integer' })
  not_yours: number;

  /** Those whose flow is archived */
  @ApiProperty({ type: 'integer' })
  resting: number;

  /** Those that change at this moment; ask again */
  @ApiProperty({ type: 'integer' })
  busy: number;

  static from(rows: readonly WaitingRow[]): WaitingDto {
    const of = (why: WaitingRow['why']) => rows.filter((row) => row.why === why);
    const count = (list: readonly WaitingRow[]) => list.reduce((sum, row) => sum + row.count, 0);
    return {
      total: count(rows),
      held: count(of('held')),
      with: of('held')
        .slice(0, SHOWN_HOLDERS)
        .map(({ claimed_by, claimed_by_name, count: held, until }) => ({
          ...{ claimed_by, claimed_by_name, count: held, until },
        })),
      skipped: count(of('skipped')),
      skipped_until: of('skipped')[0]?.until ?? null,
      not_yours: count(of('not_yours')),
      resting: count(of('resting')),
      busy: count(of('busy')),
    };
  }
}

@ApiSchema({ name: 'Skip' })
export class SkipDto implements Skip {
  @ApiProperty({ format: 'uuid' })
  proposal_id: string;

  /** null while you do not pass it over */
  skipped_until: Date | null;
}

@ApiSchema({ name: 'NextProposal' })
export class NextProposalDto {
  /** Now yours; null when nothing waits for you */
  proposal: ProposalDto | null;

  /** null with a proposal */
  waiting: WaitingDto | null;
}
