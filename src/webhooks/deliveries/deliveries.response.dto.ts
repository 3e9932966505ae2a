import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EVENT_TYPES } from '../../events/event-type.js';
import type { Page } from '../../kernel/http/paging.js';
import {
  ATTEMPT_ERRORS,
  DELIVERY_STATUSES,
  TEST_TYPE,
  type AttemptError,
  type DeliveryStatus,
  type DeliveryType,
} from './delivery.js';
import { messageId } from './signature.js';

const ERROR_PROPERTY = {
  type: String,
  enum: ATTEMPT_ERRORS,
  enumName: 'WebhookAttemptError',
  nullable: true,
  description: 'null when it arrived; `inactive`: given up',
} as const;

@ApiSchema({ name: 'WebhookDelivery' })
export class DeliveryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  message_id: string;

  @ApiProperty({ enum: [...EVENT_TYPES, TEST_TYPE], enumName: 'WebhookDeliveryType' })
  type: DeliveryType;

  @ApiProperty({ enum: DELIVERY_STATUSES, enumName: 'DeliveryStatus' })
  status: DeliveryStatus;

  attempts: number;

  /** null when there will be none */
  next_attempt_at: Date | null;

  last_attempt_at: Date | null;

  /** HTTP status of the last attempt; null without an answer */
  last_response_code: number | null;

  last_duration_ms: number | null;

  @ApiProperty(ERROR_PROPERTY)
  last_error: AttemptError | null;

  created_at: Date;

  finished_at: Date | null;

  static from(row: Omit<DeliveryDto, 'message_id'>): DeliveryDto {
    return { ...row, message_id: messageId(row.id) };
  }
}

@ApiSchema({ name: 'WebhookAttempt' })
export class DeliveryAttemptDto {
  number: number;

  started_at: Date;

  duration_ms: number;

  response_code: number | null;

  /** The first 500 characters of the answer */
  response_excerpt: string | null;

  @ApiProperty(ERROR_PROPERTY)
  error: AttemptError | null;
}

@ApiSchema({ name: 'WebhookDeliveryDetail' })
export class DeliveryDetailDto extends DeliveryDto {
  body: string;

  attempt_log: DeliveryAttemptDto[];
}

@ApiSchema({ name: 'WebhookDeliveryPage' })
export class DeliveryPageDto implements Page<DeliveryDto> {
  items: DeliveryDto[];

  next_cursor: string | null;
}
