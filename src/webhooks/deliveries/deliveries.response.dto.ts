import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EVENT_TYPES } from '../../events/event-type.js';
import { DECIDED_EXAMPLE } from '../../events/events.example.js';
import type { Page } from '../../kernel/http/paging.js';
import type { AttemptRow, DeliveryRow } from './deliveries.repository.js';
import {
  ATTEMPT_ERRORS,
  DELIVERY_STATUSES,
  TEST_TYPE,
  type AttemptError,
  type DeliveryStatus,
  type DeliveryType,
} from './delivery.js';
import { messageId } from './signature.js';

const ID = '0199c2f7-2b3c-7d4e-9f5a-6b7c8d9e0f1a';
const ERROR_PROPERTY = {
  type: String,
  enum: ATTEMPT_ERRORS,
  enumName: 'WebhookAttemptError',
  nullable: true,
  description: 'null when it arrived; `inactive`: given up',
  example: 'status',
} as const;

@ApiSchema({ name: 'WebhookDelivery' })
export class DeliveryDto {
  @ApiProperty({ format: 'uuid', example: ID })
  id: string;

  @ApiProperty({ example: messageId(ID) })
  message_id: string;

  @ApiProperty({
    enum: [...EVENT_TYPES, TEST_TYPE],
    enumName: 'WebhookDeliveryType',
    example: 'proposal.decided',
  })
  type: DeliveryType;

  @ApiProperty({ enum: DELIVERY_STATUSES, enumName: 'DeliveryStatus', example: 'pending' })
  status: DeliveryStatus;

  @ApiProperty({ example: 1 })
  attempts: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null when there will be none',
    example: '2026-03-02T13:05:50.112Z',
  })
  next_attempt_at: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-03-02T13:05:44.902Z' })
  last_attempt_at: Date | null;

  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'HTTP status of the last attempt; null without an answer',
    example: 500,
  })
  last_response_code: number | null;

  @ApiProperty({ type: Number, nullable: true, example: 84 })
  last_duration_ms: number | null;

  @ApiProperty(ERROR_PROPERTY)
  last_error: AttemptError | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T13:05:44.871Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  finished_at: Date | null;

  static from(row: DeliveryRow): DeliveryDto {
    return {
      id: row.id,
      message_id: messageId(row.id),
      type: row.type,
      status: row.status,
      attempts: row.attempts,
      next_attempt_at: row.next_attempt_at,
      last_attempt_at: row.last_attempt_at,
      last_response_code: row.last_response_code,
      last_duration_ms: row.last_duration_ms,
      last_error: row.last_error,
      created_at: row.created_at,
      finished_at: row.finished_at,
    };
  }
}

@ApiSchema({ name: 'WebhookAttempt' })
export class DeliveryAttemptDto {
  @ApiProperty({ example: 1 })
  number: number;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T13:05:44.902Z' })
  started_at: Date;

  @ApiProperty({ example: 84 })
  duration_ms: number;

  @ApiProperty({ type: Number, nullable: true, example: 500 })
  response_code: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The first 500 characters of the answer',
    example: 'Internal Server Error',
  })
  response_excerpt: string | null;

  @ApiProperty(ERROR_PROPERTY)
  error: AttemptError | null;

  static from(row: AttemptRow): DeliveryAttemptDto {
    const { number, started_at, duration_ms, response_code, response_excerpt, error } = row;
    return { number, started_at, duration_ms, response_code, response_excerpt, error };
  }
}

@ApiSchema({ name: 'WebhookDeliveryDetail' })
export class DeliveryDetailDto extends DeliveryDto {
  @ApiProperty({ example: JSON.stringify(DECIDED_EXAMPLE) })
  body: string;

  @ApiProperty({ type: () => [DeliveryAttemptDto] })
  attempt_log: DeliveryAttemptDto[];

  static fromLog(row: DeliveryRow & { body: string }, attempts: AttemptRow[]): DeliveryDetailDto {
    return {
      ...DeliveryDto.from(row),
      body: row.body,
      attempt_log: attempts.map((attempt) => DeliveryAttemptDto.from(attempt)),
    };
  }
}

@ApiSchema({ name: 'WebhookDeliveryPage' })
export class DeliveryPageDto implements Page<DeliveryDto> {
  @ApiProperty({ type: () => [DeliveryDto] })
  items: DeliveryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
