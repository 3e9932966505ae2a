import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Config } from '../../../kernel/config.js';
import type { AccountTx } from '../../../kernel/database/account-tx.js';
import { Transactions } from '../../../kernel/database/transactions.js';
import { systemActor, type Actor } from '../../../kernel/http/actor.js';
import { AccountDirectory } from '../../account-directory.service.js';
import { userNotFound } from '../../accounts.errors.js';
import type { UserEntity } from '../../users/user.entity.js';
import { UsersRepository } from '../../users/users.repository.js';
import { SignInService, type SignedIn, type SigningBrowser } from '../sign-in.service.js';
import { OidcError } from './oidc-problem.js';
import {
  accountSlugFor,
  displayNameOf,
  emailOf,
  vouchesFor,
  type ProviderClaims,
} from './provider-claims.js';
import { UserIdentitiesRepository, type Identity } from './user-identities.repository.js';

/** Finds the user whom the identity provider means, or makes one, and signs the browser in. */
@Injectable()
export class OidcSignIn {
  constructor(
    private readonly config: Config,
    private readonly transactions: Transactions,
    private readonly directory: AccountDirectory,
    private readonly users: UsersRepository,
    private readonly identities: UserIdentitiesRepository,
    private readonly signIn: SignInService,
  ) {}

  /** @throws OidcError `email_unverified`, `no_account`, `user_inactive`, `identity_taken` */
  async signInBy(claims: ProviderClaims, browser: SigningBrowser): Promise<SignedIn> {
    const email = emailOf(claims);
    if (email === null || !vouchesFor(claims, email, this.config.OIDC_VERIFIED_CLAIM))
      throw new OidcError('email_unverified');
    const slug = accountSlugFor(email, this.config);
    const account = slug === null ? null : await this.directory.findAccount(slug);
    if (!account) throw new OidcError('no_account');
    const user = await this.transactions.run(systemActor(account.accountId), async (tx) => {
      const found = await this.userOf(tx, { issuer: claims.iss, subject: claims.sub }, claims, email);
      if (!found.active) throw new OidcError('user_inactive');
      return found;
    });
    return this.signIn.begin(actorOf(user), 'oidc', browser);
  }

  /**
   * Lets the next identity be linked to a user by the address: for whoever was given another one by the provider.
   * @throws DomainError 404
   */
  async unlink(actor: Actor, userId: string): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      if (!(await this.users.find(tx, userId))) throw userNotFound();
      await this.identities.unlink(tx, userId);
    });
  }

  /** By the identity; at first by the address, which it is then linked to. Two at once find the same. */
  private async userOf(
    tx: AccountTx,
    identity: Identity,
    claims: ProviderClaims,
    email: string,
  ): Promise<UserEntity> {
    const known = await this.identities.findUser(tx, identity);
    const user = known === null ? null : await this.users.find(tx, known);
    if (user) return user;
    const displayName = displayNameOf(claims, email);
    await this.users.insertIfNew(tx, { id: v7(), email, displayName, role: this.config.OIDC_ROLE });
    const byEmail = await this.users.findByEmail(tx, email);
    if (!byEmail?.active) throw new OidcError('user_inactive');
    await this.identities.link(tx, identity, byEmail.id);
    // The address has gone over to somebody else at the provider, who is not the one that is known by it here.
    if ((await this.identities.findUser(tx, identity)) !== byEmail.id) throw new OidcError('identity_taken');
    return byEmail;
  }
}

function actorOf({ id, accountId, role, displayName }: UserEntity): Actor {
  return { accountId, userId: id, role, displayName, credential: `user:${id}` };
}
