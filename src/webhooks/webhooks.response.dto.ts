import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EVENT_TYPES, type EventType } from '../events/event-type.js';
import type { Page } from '../kernel/http/paging.js';
import { DISABLED_REASONS, type DisabledReason } from './deliveries/delivery.js';
import type { WebhookRow } from './webhooks.repository.js';

@ApiSchema({ name: 'Webhook' })
export class WebhookDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f6-1a2b-7c3d-8e4f-5a6b7c8d9e0f' })
  id: string;

  @ApiProperty({ example: 'https://hooks.larkfield.example/resolutionflow' })
  url: string;

  @ApiProperty({ type: String, nullable: true, example: 'Posts to the service desk channel' })
  description: string | null;

  @ApiProperty({
    enum: EVENT_TYPES,
    enumName: 'EventType',
    isArray: true,
    nullable: true,
    description: 'null for everything',
    example: ['proposal.created', 'flow.published'],
  })
  event_types: EventType[] | null;

  @ApiProperty({ example: true })
  active: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
  })
  failing_since: Date | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
  })
  disabled_at: Date | null;

  @ApiProperty({
    type: String,
    enum: DISABLED_REASONS,
    enumName: 'WebhookDisabledReason',
    nullable: true,
    description: '`gone`: the receiver answered 410',
    example: null,
  })
  disabled_reason: DisabledReason | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Until then messages are signed with the secret before as well',
    example: null,
  })
  previous_secret_until: Date | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
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
  @ApiProperty({
    description: 'With it receivers verify the signatures. Shown this once.',
    example: 'whsec_ZXhhbXBsZS1leGFtcGxlLWV4YW1wbGUtZXhhbXBsZSE=',
  })
  secret: string;

  static fromSecret(row: WebhookRow, secret: string): WebhookWithSecretDto {
    return { ...WebhookDto.from(row), secret };
  }
}

@ApiSchema({ name: 'WebhookPage' })
export class WebhookPageDto implements Page<WebhookDto> {
  @ApiProperty({ type: () => [WebhookDto] })
  items: WebhookDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
