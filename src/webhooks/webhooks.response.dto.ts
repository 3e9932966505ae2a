import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EVENT_TYPES, type EventType } from '../events/event-type.js';
import type { Page } from '../kernel/http/paging.js';
import { DISABLED_REASONS, type DisabledReason } from './deliveries/delivery.js';

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
}

@ApiSchema({ name: 'WebhookWithSecret' })
export class WebhookWithSecretDto extends WebhookDto {
  /** With it receivers verify the signatures. Shown this once. */
  secret: string;
}

@ApiSchema({ name: 'WebhookPage' })
export class WebhookPageDto implements Page<WebhookDto> {
  items: WebhookDto[];

  next_cursor: string | null;
}
