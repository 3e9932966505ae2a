import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { ROLES, type Role } from '../../kernel/http/actor.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { toBoolean } from '../../kernel/http/query-values.js';
import { IsName, MAX_NAME_LENGTH } from '../name.js';
import { DEFAULT_TOKEN_SECONDS, LEAST_TOKEN_SECONDS, MOST_TOKEN_SECONDS } from '../tokens/token-lifetime.js';

const MAX_EMAIL_LENGTH = 320;
const TEAM_ID = '0199c2f1-0000-7000-8000-000000000001';

const isGiven = (_: object, value: unknown): boolean => value !== undefined;
const toTrimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

export class UserListQuery extends PageQuery {
  @ApiPropertyOptional({
    enum: ROLES,
    enumName: 'Role',
    description: 'Users of exactly this role',
    example: 'reviewer',
  })
  @IsOptional()
  @IsIn(ROLES)
  role?: Role;

  @ApiPropertyOptional({
    type: Boolean,
    description: 'Users who may sign in, or those who may not',
    example: true,
  })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional({ format: 'uuid', description: 'Users of this team', example: TEAM_ID })
  @IsOptional()
  @IsUUID()
  team_id?: string;

  @ApiPropertyOptional({
    maxLength: 200,
    description: 'Part of the name or the email address, in any case and spelling',
    example: 'nair',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

@ApiSchema({ name: 'NewUser' })
export class NewUserDto {
  @ApiProperty({
    format: 'email',
    maxLength: MAX_EMAIL_LENGTH,
    description: 'Unique in the account, in any case; never changes',
    example: 'priya.nair@larkfield.example',
  })
  @Transform(toTrimmed)
  @IsEmail()
  @MaxLength(MAX_EMAIL_LENGTH)
  email: string;

  @ApiProperty({ minLength: 1, maxLength: MAX_NAME_LENGTH, example: 'Priya Nair' })
  @IsName()
  display_name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role', example: 'reviewer' })
  @IsIn(ROLES)
  role: Role;

  @ApiPropertyOptional({ type: String, format: 'uuid', nullable: true, example: null })
  @IsOptional()
  @IsUUID()
  team_id?: string | null;
}

@ApiSchema({ name: 'UserPatch', description: 'What is left out stays.' })
export class UserPatchDto {
  @ApiPropertyOptional({ minLength: 1, maxLength: MAX_NAME_LENGTH, example: 'Priya Nair' })
  @ValidateIf(isGiven)
  @IsName()
  display_name?: string;

  @ApiPropertyOptional({ enum: ROLES, enumName: 'Role', example: 'admin' })
  @ValidateIf(isGiven)
  @IsIn(ROLES)
  role?: Role;

  @ApiPropertyOptional({ description: 'A deactivated user is refused at once', example: true })
  @ValidateIf(isGiven)
  @IsBoolean()
  active?: boolean;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null takes the user out of the team',
    example: null,
  })
  @IsOptional()
  @IsUUID()
  team_id?: string | null;
}

@ApiSchema({ name: 'NewToken' })
export class NewTokenDto {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: LEAST_TOKEN_SECONDS,
    maximum: MOST_TOKEN_SECONDS,
    default: DEFAULT_TOKEN_SECONDS,
    description: 'Seconds that the token is good for',
    example: DEFAULT_TOKEN_SECONDS,
  })
  @ValidateIf(isGiven)
  @IsInt()
  @Min(LEAST_TOKEN_SECONDS)
  @Max(MOST_TOKEN_SECONDS)
  lifetime_seconds?: number;
}
