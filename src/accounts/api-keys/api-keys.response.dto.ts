import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ROLES, type Role } from '../../kernel/http/actor.js';
import type { Page } from '../../kernel/http/paging.js';
import type { ApiKeyEntity } from './api-key.entity.js';

@ApiSchema({ name: 'ApiKey' })
export class ApiKeyDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f2-4d5e-7a6b-8c7d-0e1f2a3b4c5d' })
  id: string;

  @ApiProperty({
    format: 'uuid',
    description: 'Whom the key acts for',
    example: '0199c2f0-1a2b-7c3d-9e4f-000000000003',
  })
  user_id: string;

  @ApiProperty({ example: 'Ticket system' })
  name: string;

  @ApiProperty({ enum: ROLES, enumName: 'Role', example: 'engineer' })
  role: Role;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: '2026-05-31T09:14:07.412Z' })
  expires_at: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  revoked_at: Date | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'To the minute',
    example: '2026-03-02T09:20:00.000Z',
  })
  last_used_at: Date | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
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
  @ApiProperty({
    description: 'To be sent as `Authorization: Bearer ...`. Shown this once; only a hash of it is kept.',
    example: 'rfk_0199c2f24d5e7a6b8c7d0e1f2a3b4c5d_example-of-43-characters-that-nobody-guesses',
  })
  key: string;

  static fromCreated(row: ApiKeyEntity, key: string): CreatedApiKeyDto {
    return { ...ApiKeyDto.from(row), key };
  }
}

@ApiSchema({ name: 'ApiKeyPage' })
export class ApiKeyPageDto implements Page<ApiKeyDto> {
  @ApiProperty({ type: () => [ApiKeyDto] })
  items: ApiKeyDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
