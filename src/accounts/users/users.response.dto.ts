import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { decodeJwt } from 'jose';
import { ROLES, type Role } from '../../kernel/http/actor.js';
import type { Page } from '../../kernel/http/paging.js';
import type { UserEntity } from './user.entity.js';

@ApiSchema({ name: 'User' })
export class UserDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f0-1a2b-7c3d-9e4f-000000000003' })
  id: string;

  @ApiProperty({ format: 'email', example: 'priya.nair@larkfield.example' })
  email: string;

  @ApiProperty({ example: 'Priya Nair' })
  display_name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role', example: 'reviewer' })
  role: Role;

  @ApiProperty({ example: true })
  active: boolean;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f1-0000-7000-8000-000000000001',
  })
  team_id: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:40:51.008Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  updated_at: Date;

  static from({ id, email, displayName, role, active, teamId, createdAt, updatedAt }: UserEntity): UserDto {
    return {
      id,
      email,
      display_name: displayName,
      role,
      active,
      team_id: teamId,
      created_at: createdAt,
      updated_at: updatedAt,
    };
  }
}

@ApiSchema({ name: 'UserPage' })
export class UserPageDto implements Page<UserDto> {
  @ApiProperty({ type: () => [UserDto] })
  items: UserDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

@ApiSchema({ name: 'Token' })
export class TokenDto {
  @ApiProperty({
    example: 'eyJhbGciOiJFZERTQSJ9.e30.c2ln',
  })
  token: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T21:14:07.000Z' })
  expires_at: Date;

  /** Of a token that was just signed, so that its claims need no second look. */
  static from(token: string): TokenDto {
    return { token, expires_at: new Date((decodeJwt(token).exp ?? 0) * 1000) };
  }
}
