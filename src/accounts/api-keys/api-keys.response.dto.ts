import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ROLES, type Role } from '../../kernel/http/actor.js';
import type { Page } from '../../kernel/http/paging.js';
import type { ApiKeyEntity } from './api-key.entity.js';

@ApiSchema({ name: 'ApiKey' })
export class ApiKeyDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Whom the key acts for */
  @ApiProperty({ format: 'uuid' })
  user_id: string;

  name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  expires_at: Date | null;

  revoked_at: Date | null;

  /** To the minute */
  last_used_at: Date | null;

  created_at: Date;

  static from(key: ApiKeyEntity): ApiKeyDto {
    return {
      id: key.id,
      user_id: key.userId,
      name: key.name,
      role: key.role,
      expires_at: key.expiresAt,
      revoked_at: key.revokedAt,
      last_used_at: key.lastUsedAt,
      created_at: key.createdAt,
    };
  }
}

@ApiSchema({ name: 'CreatedApiKey' })
export class CreatedApiKeyDto extends ApiKeyDto {
  /** To be sent as `Authorization: Bearer ...`. Shown this once; only a hash of it is kept. */
  key: string;

  static fromCreated(row: ApiKeyEntity, key: string): CreatedApiKeyDto {
    return { ...ApiKeyDto.from(row), key };
  }
}

@ApiSchema({ name: 'ApiKeyPage' })
export class ApiKeyPageDto implements Page<ApiKeyDto> {
  items: ApiKeyDto[];

  next_cursor: string | null;
}
