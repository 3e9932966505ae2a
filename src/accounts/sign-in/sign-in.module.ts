import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts.module.js';
import { AuthModule } from '../auth.module.js';
import { BrowserSessionsController } from '../browser-sessions/browser-sessions.controller.js';
import { BrowserSessionsService } from '../browser-sessions/browser-sessions.service.js';
import { SessionCookie } from '../browser-sessions/session-cookie.js';
import { SignInController } from './sign-in.controller.js';
import { SignInLinkEntity } from './sign-in-link.entity.js';
import { SignInLinksController } from './sign-in-links.controller.js';
import { SignInLinksRepository } from './sign-in-links.repository.js';
import { SignInLinksService } from './sign-in-links.service.js';
import { SignInPurge } from './sign-in-purge.js';
import { SignInService } from './sign-in.service.js';

/** How people sign in with a browser, and out. */
@Module({
  imports: [AuthModule, AccountsModule, TypeOrmModule.forFeature([SignInLinkEntity])],
  controllers: [SignInController, SignInLinksController, BrowserSessionsController],
  providers: [
    BrowserSessionsService,
    SessionCookie,
    SignInLinksRepository,
    SignInLinksService,
    SignInPurge,
    SignInService,
  ],
  exports: [SignInLinksService],
})
export class SignInModule {}
