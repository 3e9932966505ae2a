import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsRFC3339, IsUUID, ValidateIf } from 'class-validator';
import { ROLES, type Role } from '../../kernel/http/actor.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { DEFAULT_KEY_DAYS } from './api-key-expiry.js';
import { IsName, MAX_NAME_LENGTH } from '../name.js';

const USER_ID = '0199c2f0-1a2b-7c3d-9e4f-000000000003';
const isGiven = (_: object, value: unknown): boolean => value !== undefined;

export class ApiKeyListQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Keys that act for this user', example: USER_ID })
  @IsOptional()
  @IsUUID()
  user_id?: string;
}

@ApiSchema({ name: 'NewApiKey' })
export class NewApiKeyDto {
  @ApiProperty({ minLength: 1, maxLength: MAX_NAME_LENGTH, example: 'Ticket system' })
  @IsName()
  name: string;

  @ApiProperty({
    enum: ROLES,
    enumName: 'Role',
    description: "At most the user's role, with which it sinks",
    example: 'engineer',
  })
  @IsIn(ROLES)
  role: Role;

  @ApiPropertyOptional({
    format: 'uuid',
    description: 'Whom the key acts for; you, when left out',
    example: USER_ID,
  })
  @ValidateIf(isGiven)
  @IsUUID()
  user_id?: string;

  @ApiPropertyOptional({
    format: 'date-time',
    description: `In the future; in ${DEFAULT_KEY_DAYS} days when left out`,
    example: '2099-01-01T00:00:00Z',
  })
  @ValidateIf(isGiven)
  @IsRFC3339({ message: '$property must be a date and time with its offset (RFC 3339)' })
  @IsISO8601({ strict: true }, { message: '$property must be a day of the calendar' })
  expires_at?: string;
}
