import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AccountSettings } from '../accounts/settings/account-settings.js';
import { FLOW_STATUSES, type CurrentFlow, type FlowStatus } from '../flows/flow.js';
import { VERIFICATION_REASONS, type VerificationReason } from '../flows/verification-reason.js';
import { VerificationStateDto } from '../flows/verification-state.dto.js';
import type { CareRow, KeptReason, PersonRow } from './care.repository.js';
import { downgradeAt, dueAt } from './verification.js';

@ApiSchema({ name: 'FlowPerson' })
export class FlowPersonDto implements PersonRow {
  @ApiProperty({ format: 'uuid' })
  id: string;

  display_name: string;

  active: boolean;
}

@ApiSchema({ name: 'FlowVerificationReason' })
export class ReasonDto implements KeptReason {
  /** overdue: its time is over; success_fell: significantly fewer walks solve the problem than before; flagged: technicians flagged it; unused: nobody used it */
  @ApiProperty({ enum: VERIFICATION_REASONS, enumName: 'VerificationReason' })
  code: VerificationReason;

  @ApiProperty({ format: 'date-time' })
  since: string;

  /** `due_at`; `flags`; `last_used_at`; of success, what was `compared`, the walks `before` and `after`, and the `difference` with its 99 % interval */
  @ApiProperty({ type: Object })
  details: Record<string, unknown>;
}

@ApiSchema({ name: 'FlowVerification' })
export class FlowVerificationDto extends VerificationStateDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  @ApiProperty({ enum: FLOW_STATUSES, enumName: 'FlowStatus' })
  status: FlowStatus;

  owner: FlowPersonDto | null;

  /** null where the program published it */
  verified_by: FlowPersonDto | null;

  /** Days; 0 for never, null for the account's `verify_every_days` */
  @ApiProperty({ type: 'integer' })
  verify_every: number | null;

  /** null for never */
  due_at: Date | null;

  reasons: ReasonDto[];

  /** When it is to rank lower unless it is verified before; null for never */
  downgrade_at: Date | null;

  @ApiProperty({ type: 'integer' })
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
