import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountChores } from '../../kernel/jobs/account-chores.js';
import { BrowserSessionsRepository } from '../browser-sessions/browser-sessions.repository.js';
import { SignInLinksRepository } from './sign-in-links.repository.js';

/** Days for which it is kept who signed in, and by whose link. */
const KEPT_DAYS = 90;

/** Clears sessions and links away that ended long ago. */
@Injectable()
export class SignInPurge implements OnModuleInit {
  constructor(
    private readonly chores: AccountChores,
    private readonly sessions: BrowserSessionsRepository,
    private readonly links: SignInLinksRepository,
  ) {}

  onModuleInit(): void {
    this.chores.register(async (tx) => {
      await this.sessions.deleteEnded(tx, KEPT_DAYS);
      await this.links.deleteExpired(tx, KEPT_DAYS);
    });
  }
}
