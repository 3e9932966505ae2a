import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import type { SignInLinkEntity } from './sign-in-link.entity.js';

@ApiSchema({ name: 'SignInLink' })
export class SignInLinkDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f4-4d5e-7a6b-8c7d-0e1f2a3b4c5d' })
  id: string;

  @ApiProperty({
    format: 'uuid',
    description: 'Whom it signs in',
    example: '0199c2f0-1a2b-7c3d-9e4f-000000000003',
  })
  user_id: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Who made it; null of the command line',
    example: '0199c2f0-1a2b-7c3d-9e4f-000000000004',
  })
  created_by: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:29:07.412Z' })
  expires_at: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
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
  @ApiProperty({
    format: 'uri',
    description:
      'To be handed to the user, who opens it in a browser. Shown this once; only a hash of it is kept.',
    example:
      'https://desk.example.com/sign-in#token=rfl_0199c2f44d5e7a6b8c7d0e1f2a3b4c5d_example-of-43-characters-that-nobody-guesses',
  })
  url: string;

  @ApiProperty({
    description: 'The same from the address of the program on',
    example:
      '/sign-in#token=rfl_0199c2f44d5e7a6b8c7d0e1f2a3b4c5d_example-of-43-characters-that-nobody-guesses',
  })
  path: string;
}

@ApiSchema({ name: 'SignInLinkPage' })
export class SignInLinkPageDto implements Page<SignInLinkDto> {
  @ApiProperty({ type: () => [SignInLinkDto] })
  items: SignInLinkDto[];

  @ApiProperty({ type: String, nullable: true, description: 'null on the last page', example: null })
  next_cursor: string | null;
}
