import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  ArrayNotEmpty,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { EVENT_TYPES, type EventType } from '../events/event-type.js';
import { PageQuery } from '../kernel/http/paging.js';
import { DELIVERY_STATUSES, type DeliveryStatus } from './deliveries/delivery.js';

const MAX_URL_LENGTH = 2_000;
const MAX_DESCRIPTION_LENGTH = 200;
const DEFAULT_OVERLAP_HOURS = 24;
const MOST_OVERLAP_HOURS = 168;

const isGiven = (_: object, value: unknown): boolean => value !== undefined;

const URL_PROPERTY = {
  maxLength: MAX_URL_LENGTH,
  description:
    "Begins with https:// and leads to the public internet, with each address of its name (but for the server's setting `WEBHOOK_ALLOW_PRIVATE`); a redirect is not followed",
  example: 'https://hooks.larkfield.example/resolutionflow',
};
const DESCRIPTION_PROPERTY = {
  type: String,
  nullable: true,
  maxLength: MAX_DESCRIPTION_LENGTH,
  example: 'Posts to the service desk channel',
};
const TYPES_PROPERTY = {
  enum: EVENT_TYPES,
  enumName: 'EventType',
  isArray: true,
  nullable: true,
  description: 'What to send; null for everything, types to come included',
  example: ['proposal.created', 'flow.published'],
};

@ApiSchema({ name: 'NewWebhook' })
export class NewWebhookDto {
  @ApiProperty(URL_PROPERTY)
  @IsString()
  @MaxLength(MAX_URL_LENGTH)
  url: string;

  @ApiPropertyOptional(DESCRIPTION_PROPERTY)
  @IsOptional()
  @IsString()
  @MaxLength(MAX_DESCRIPTION_LENGTH)
  description?: string | null;

  @ApiPropertyOptional(TYPES_PROPERTY)
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(EVENT_TYPES, { each: true })
  event_types?: EventType[] | null;

  @ApiPropertyOptional({ type: Boolean, default: true, example: true })
  @ValidateIf(isGiven)
  @IsBoolean()
  active?: boolean;
}

@ApiSchema({ name: 'WebhookPatch', description: 'What is left out stays.' })
export class WebhookPatchDto {
  @ApiPropertyOptional(URL_PROPERTY)
  @ValidateIf(isGiven)
  @IsString()
  @MaxLength(MAX_URL_LENGTH)
  url?: string;

  @ApiPropertyOptional(DESCRIPTION_PROPERTY)
  @IsOptional()
  @IsString()
  @MaxLength(MAX_DESCRIPTION_LENGTH)
  description?: string | null;

  @ApiPropertyOptional(TYPES_PROPERTY)
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayUnique()
  @IsIn(EVENT_TYPES, { each: true })
  event_types?: EventType[] | null;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'While false nothing is queued, and what waits is given up',
    example: true,
  })
  @ValidateIf(isGiven)
  @IsBoolean()
  active?: boolean;
}

@ApiSchema({ name: 'SecretRotation' })
export class SecretRotationDto {
  @ApiPropertyOptional({
    type: Number,
    minimum: 0,
    maximum: MOST_OVERLAP_HOURS,
    default: DEFAULT_OVERLAP_HOURS,
    description: 'For so many hours messages are signed with the secret before as well; 0 ends it at once',
    example: DEFAULT_OVERLAP_HOURS,
  })
  @ValidateIf(isGiven)
  @IsInt()
  @Min(0)
  @Max(MOST_OVERLAP_HOURS)
  overlap_hours: number = DEFAULT_OVERLAP_HOURS;
}

export class DeliveryListQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: DELIVERY_STATUSES,
    enumName: 'DeliveryStatus',
    description: 'How far the delivery is',
    example: 'failed',
  })
  @IsOptional()
  @IsIn(DELIVERY_STATUSES)
  status?: DeliveryStatus;
}
