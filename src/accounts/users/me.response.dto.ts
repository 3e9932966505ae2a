import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ROLES, type Actor, type Role } from '../../kernel/http/actor.js';
import type { AccountEntity } from '../account.entity.js';
import type { UserEntity } from './user.entity.js';
import { UserDto } from './users.response.dto.js';

const CREDENTIALS = ['token', 'api_key'] as const;
type Credential = (typeof CREDENTIALS)[number];

@ApiSchema({ name: 'AccountReference' })
export class AccountReferenceDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f' })
  id: string;

  @ApiProperty({ example: 'Larkfield IT' })
  name: string;

  @ApiProperty({ example: 'larkfield-it' })
  slug: string;
}

@ApiSchema({ name: 'Me' })
export class MeDto {
  @ApiProperty({ type: () => UserDto })
  user: UserDto;

  @ApiProperty({
    enum: ROLES,
    enumName: 'Role',
    description: "What the credential may do; an API key's role may be below its user's",
    example: 'reviewer',
  })
  role: Role;

  @ApiProperty({ enum: CREDENTIALS, enumName: 'CredentialKind', example: 'token' })
  credential: Credential;

  @ApiProperty({ type: () => AccountReferenceDto })
  account: AccountReferenceDto;

  static from(actor: Actor, user: UserEntity, { id, name, slug }: AccountEntity): MeDto {
    const credential = actor.credential.startsWith('key:') ? 'api_key' : 'token';
    return { user: UserDto.from(user), role: actor.role, credential, account: { id, name, slug } };
  }
}
