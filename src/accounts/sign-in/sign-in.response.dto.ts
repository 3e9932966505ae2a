import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import type { SignInLinkEntity } from './sign-in-link.entity.js';

@ApiSchema({ name: 'SignInLink' })
export class SignInLinkDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Whom it signs in */
  @ApiProperty({ format: 'uuid' })
  user_id: string;

  /** Who made it; null of the command line */
  @ApiProperty({ format: 'uuid' })
  created_by: string | null;

  created_at: Date;

  expires_at: Date;

  used_at: Date | null;

  static from(link: SignInLinkEntity): SignInLinkDto {
    return {
      id: link.id,
      user_id: link.userId,
      created_by: link.createdBy,
      created_at: link.createdAt,
      expires_at: link.expiresAt,
      used_at: link.usedAt,
    };
  }
}

@ApiSchema({ name: 'CreatedSignInLink' })
export class CreatedSignInLinkDto extends SignInLinkDto {
  /** To be handed to the user, who opens it in a browser. Shown this once; only a hash of it is kept. */
  @ApiProperty({ format: 'uri' })
  url: string;

  /** The same from the address of the program on */
  path: string;
}

@ApiSchema({ name: 'SignInLinkPage' })
export class SignInLinkPageDto implements Page<SignInLinkDto> {
  items: SignInLinkDto[];

  /** null on the last page */
  next_cursor: string | null;
}
