import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import { SIGN_IN_WAYS, type SignInWay } from './browser-session.js';
import type { BrowserSessionEntity } from './browser-session.entity.js';

@ApiSchema({ name: 'BrowserSession' })
export class BrowserSessionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** It is the one that asks */
  current: boolean;

  @ApiProperty({ enum: SIGN_IN_WAYS, enumName: 'SignInWay' })
  signed_in_by: SignInWay;

  /** What the browser said of itself, shortened */
  user_agent: string | null;

  created_at: Date;

  /** To the minute */
  last_seen_at: Date;

  /** When it ends unless it is used before, and in the end however much it is used */
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
  items: BrowserSessionDto[];

  /** null on the last page */
  next_cursor: string | null;
}
