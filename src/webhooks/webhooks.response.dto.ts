import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EVENT_TYPES, type EventType } from '../events/event-type.js';
import type { Page } from '../kernel/http/paging.js';
import { DISABLED_REASONS, type DisabledReason } from './deliveries/delivery.js';
import type { WebhookRow } from './webhooks.repository.js';

@ApiSchema({ name: 'Webhook' })
export class WebhookDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  url: string;

  description: string | null;

  /** null for everything */
  @ApiProperty({ enum: EVENT_TYPES, enumName: 'EventType', isArray: true, nullable: true })
  event_types: EventType[] | null;

  active: boolean;

  failing_since: Date | null;

  disabled_at: Date | null;

  /** `gone`: the receiver answered 410 */
  @ApiProperty({ type: String, enum: DISABLED_REASONS, enumName: 'WebhookDisabledReason', nullable: true })
  disabled_reason: DisabledReason | null;

  /** Until then messages are signed with the secret before as well */
  previous_secret_until: Date | null;

  created_at: Date;

  updated_at: Date;

  static from(row: WebhookRow): WebhookDto {
    return {
      id: row.id,
      url: row.url,
      description: row.description,
      event_types: row.event_types,
      active: row.active,
      failing_since: row.failing_since,
      disabled_at: row.disabled_at,
      disabled_reason: row.disabled_reason,
      previous_secret_until: row.previous_secret_until,
      created_at: row.created_at,
      updated_at: row.updated_at,
    };
  }
}

@ApiSchema({ name: 'WebhookWithSecret' })
export class WebhookWithSecretDto extends WebhookDto {
  /** With it receivers verify the signatures. Shown this once. */
  secret: string;

  static fromSecret(row: WebhookRow, secret: string): WebhookWithSecretDto {
    return { ...WebhookDto.from(row), secret };
  }
}

@ApiSchema({ name: 'WebhookPage' })
export class WebhookPageDto implements Page<WebhookDto> {
  items: WebhookDto[];

  next_cursor: string | null;
}
