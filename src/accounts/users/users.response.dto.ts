import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { decodeJwt } from 'jose';
import { ROLES, type Role } from '../../kernel/http/actor.js';
import type { Page } from '../../kernel/http/paging.js';
import type { UserEntity } from './user.entity.js';

@ApiSchema({ name: 'User' })
export class UserDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'email' })
  email: string;

  display_name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  active: boolean;

  @ApiProperty({ format: 'uuid' })
  team_id: string | null;

  created_at: Date;

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
  items: UserDto[];

  next_cursor: string | null;
}

@ApiSchema({ name: 'Token' })
export class TokenDto {
  token: string;

  expires_at: Date;

  /** Of a token that was just signed, so that its claims need no second look. */
  static from(token: string): TokenDto {
    return { token, expires_at: new Date((decodeJwt(token).exp ?? 0) * 1000) };
  }
}
