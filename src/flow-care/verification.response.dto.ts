import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AccountSettings } from '../accounts/settings/account-settings.js';
import { FLOW_STATUSES, type CurrentFlow, type FlowStatus } from '../flows/flow.js';
import { VERIFICATION_REASONS, type VerificationReason } from '../flows/verification-reason.js';
import { VerificationStateDto } from '../flows/verification-state.dto.js';
import type { CareRow, KeptReason, PersonRow } from './care.repository.js';
import { SUCCESS_FELL_EXAMPLE } from './flow-care.example.js';
import { downgradeAt, dueAt } from './verification.js';

@ApiSchema({ name: 'FlowPerson' })
export class FlowPersonDto implements PersonRow {
  @ApiProperty({ format: 'uuid', example: '0199c2f0-1a2b-7c3d-9e4f-000000000003' })
  id: string;

  @ApiProperty({ example: 'Priya Nair' })
  display_name: string;

  @ApiProperty({ example: true })
  active: boolean;
}

@ApiSchema({ name: 'FlowVerificationReason' })
export class ReasonDto implements KeptReason {
  @ApiProperty({
    enum: VERIFICATION_REASONS,
    enumName: 'VerificationReason',
    description:
      'overdue: its time is over; success_fell: significantly fewer walks solve the problem than before; flagged: technicians flagged it; unused: nobody used it',
    example: 'success_fell',
  })
  code: VerificationReason;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:23:00.412Z' })
  since: string;

  @ApiProperty({
    type: Object,
    description:
      '`due_at`; `flags`; `last_used_at`; of success, what was `compared`, the walks `before` and `after`, and the `difference` with its 99 % interval',
    example: SUCCESS_FELL_EXAMPLE,
  })
  details: Record<string, unknown>;
}

@ApiSchema({ name: 'FlowVerification' })
export class FlowVerificationDto extends VerificationStateDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21' })
  flow_id: string;

  @ApiProperty({ type: 'integer', minimum: 1, example: 2 })
  version: number;

  @ApiProperty({ enum: FLOW_STATUSES, enumName: 'FlowStatus', example: 'published' })
  status: FlowStatus;

  @ApiProperty({
    type: () => FlowPersonDto,
    nullable: true,
  })
  owner: FlowPersonDto | null;

  @ApiProperty({
    type: () => FlowPersonDto,
    nullable: true,
    description: 'null where the program published it',
  })
  verified_by: FlowPersonDto | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: "Days; 0 for never, null for the account's `verify_every_days`",
    example: 90,
  })
  verify_every: number | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null for never',
    example: '2026-05-25T15:40:51.008Z',
  })
  due_at: Date | null;

  @ApiProperty({ type: () => [ReasonDto] })
  reasons: ReasonDto[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is to rank lower unless it is verified before; null for never',
    example: '2026-04-01T09:23:00.412Z',
  })
  downgrade_at: Date | null;

  @ApiProperty({ type: 'integer', example: 1 })
  open_flags: number;

  static from(
    { flowId, version, status }: CurrentFlow,
    row: CareRow,
    settings: AccountSettings,
  ): FlowVerificationDto {
    const { owner, verified_at, verified_by, verify_every } = row;
    const { needs_verification_since, reasons, downgraded_at, open_flags } = row;
    return {
      ...{ flow_id: flowId, version, status, owner, verified_at, verified_by, verify_every },
      due_at: dueAt({ verifiedAt: verified_at, verifyEvery: verify_every }, settings),
      needs_verification_since,
      reasons: reasons.map(({ code, since, details }) => ({ code, since, details })),
      downgrade_at: downgraded_at ? null : downgradeAt(needs_verification_since, settings),
      downgraded_at,
      open_flags,
    };
  }
}
