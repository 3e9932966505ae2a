import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ROLES, type Actor, type Role } from '../../kernel/http/actor.js';
import type { AccountEntity } from '../account.entity.js';
import { csrfTokenOf, sessionIdOf } from '../browser-sessions/browser-session.js';
import type { BrowserSessionEntity } from '../browser-sessions/browser-session.entity.js';
import { BrowserSessionDto } from '../browser-sessions/browser-sessions.response.dto.js';
import type { UserEntity } from './user.entity.js';
import { UserDto } from './users.response.dto.js';

const CREDENTIALS = ['token', 'api_key', 'browser_session'] as const;
type Credential = (typeof CREDENTIALS)[number];

@ApiSchema({ name: 'AccountReference' })
export class AccountReferenceDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  slug: string;
}

@ApiSchema({ name: 'Me' })
export class MeDto {
  // Before the role: an enumeration takes the description of the member that it is met at first.
  @ApiProperty()
  user: UserDto;

  /** What the credential may do; an API key's role may be below its user's */
  @ApiProperty({ enum: ROLES, enumName: 'Role' })
  role: Role;

  @ApiProperty({ enum: CREDENTIALS, enumName: 'CredentialKind' })
  credential: Credential;

  account: AccountReferenceDto;

  /** Goes with every write of this browser session as `X-CSRF-Token`; null of a token or an API key */
  csrf_token: string | null;

  /** null of a token or an API key */
  session: BrowserSessionDto | null;

  /** @param browser the session that the actor came by, with the cookie of it */
  static from(
    actor: Actor,
    user: UserEntity,
    { id, name, slug }: AccountEntity,
    browser: { session: BrowserSessionEntity; cookie: string } | null,
  ): MeDto {
    return {
      user: UserDto.from(user),
      role: actor.role,
      credential: kindOf(actor),
      account: { id, name, slug },
      csrf_token: browser && csrfTokenOf(browser.cookie),
      session: browser && BrowserSessionDto.from(browser.session, sessionIdOf(actor.credential)),
    };
  }
}

function kindOf({ credential }: Actor): Credential {
  if (sessionIdOf(credential) !== null) return 'browser_session';
  return credential.startsWith('key:') ? 'api_key' : 'token';
}
