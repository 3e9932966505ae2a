import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EXAMPLE_IDS } from '../proposal.example.js';
import { ProposalDto } from '../proposal.response.dto.js';
import type { Skip } from './skips.service.js';
import type { WaitingRow } from './claims.view.js';

@ApiSchema({ name: 'WaitingWith' })
export class WaitingWithDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null where they are gone',
    example: EXAMPLE_IDS.reviewer,
  })
  claimed_by: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Rana Haddad' })
  claimed_by_name: string | null;

  @ApiProperty({ type: 'integer', example: 2 })
  count: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-03-02T11:55:30.006Z',
  })
  until: Date | null;
}

/** Reviewers that are named; all are counted. */
const SHOWN_HOLDERS = 20;

@ApiSchema({
  name: 'Waiting',
  description: 'Each proposal is counted once.',
})
export class WaitingDto {
  @ApiProperty({ type: 'integer', example: 5 })
  total: number;

  @ApiProperty({ type: 'integer', example: 2 })
  held: number;

  @ApiProperty({
    type: () => [WaitingWithDto],
    description: `With whom; whoever holds most first, at most ${SHOWN_HOLDERS}`,
  })
  with: WaitingWithDto[];

  @ApiProperty({ type: 'integer', description: 'Those that you pass over for a while', example: 1 })
  skipped: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-03-02T15:40:30.006Z',
  })
  skipped_until: Date | null;

  @ApiProperty({
    type: 'integer',
    description: 'Those that you may not decide on: you have a part in them, or approved first',
    example: 1,
  })
  not_yours: number;

  @ApiProperty({ type: 'integer', description: 'Those whose flow is archived', example: 1 })
  resting: number;

  @ApiProperty({ type: 'integer', description: 'Those that change at this moment; ask again', example: 0 })
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
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.proposal })
  proposal_id: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null while you do not pass it over',
    example: '2026-03-02T15:40:30.006Z',
  })
  skipped_until: Date | null;
}

@ApiSchema({ name: 'NextProposal' })
export class NextProposalDto {
  @ApiProperty({
    type: () => ProposalDto,
    nullable: true,
    description: 'Now yours; null when nothing waits for you',
  })
  proposal: ProposalDto | null;

  @ApiProperty({
    type: () => WaitingDto,
    nullable: true,
    description: 'null with a proposal',
  })
  waiting: WaitingDto | null;
}
