import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import { SIGN_IN_WAYS, type SignInWay } from './browser-session.js';
import type { BrowserSessionEntity } from './browser-session.entity.js';

@ApiSchema({ name: 'BrowserSession' })
export class BrowserSessionDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f3-5e6f-7a8b-9c0d-1e2f3a4b5c6d' })
  id: string;

  @ApiProperty({ description: 'It is the one that asks', example: true })
  current: boolean;

  @ApiProperty({ enum: SIGN_IN_WAYS, enumName: 'SignInWay', example: 'link' })
  signed_in_by: SignInWay;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What the browser said of itself, shortened',
    example: 'Mozilla/5.0 (X11; Linux x86_64; rv:141.0) Gecko/20100101 Firefox/141.0',
  })
  user_agent: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  created_at: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'To the minute',
    example: '2026-03-02T09:20:00.000Z',
  })
  last_seen_at: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    description: 'When it ends unless it is used before, and in the end however much it is used',
    example: '2026-03-09T09:20:00.000Z',
  })
  expires_at: Date;

  /** @param currentId the session that asks */
  static from(session: BrowserSessionEntity, currentId: string | null): BrowserSessionDto {
    return {
      id: session.id,
      current: session.id === currentId,
      signed_in_by: session.signedInBy,
      user_agent: session.userAgent,
      created_at: session.createdAt,
      last_seen_at: session.lastSeenAt,
      expires_at: session.expiresAt,
    };
  }
}

@ApiSchema({ name: 'BrowserSessionPage' })
export class BrowserSessionPageDto implements Page<BrowserSessionDto> {
  @ApiProperty({ type: () => [BrowserSessionDto] })
  items: BrowserSessionDto[];

  @ApiProperty({ type: String, nullable: true, description: 'null on the last page', example: null })
  next_cursor: string | null;
}
