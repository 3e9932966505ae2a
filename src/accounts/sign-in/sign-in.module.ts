import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccountsModule } from '../accounts.module.js';
import { AuthModule } from '../auth.module.js';
import { BrowserSessionsController } from '../browser-sessions/browser-sessions.controller.js';
import { BrowserSessionsService } from '../browser-sessions/browser-sessions.service.js';
import { SessionCookie } from '../browser-sessions/session-cookie.js';
import { OidcClient } from './oidc/oidc-client.service.js';
import { OidcFlows } from './oidc/oidc-flow.js';
import { OidcSignIn } from './oidc/oidc-sign-in.service.js';
import { OidcController } from './oidc/oidc.controller.js';
import { UserIdentitiesRepository } from './oidc/user-identities.repository.js';
import { UserIdentityEntity } from './oidc/user-identity.entity.js';
import { SignInController } from './sign-in.controller.js';
import { SignInLinkEntity } from './sign-in-link.entity.js';
import { SignInLinksController } from './sign-in-links.controller.js';
import { SignInLinksRepository } from './sign-in-links.repository.js';
import { SignInLinksService } from './sign-in-links.service.js';
import { SignInPurge } from './sign-in-purge.js';
import { SignInService } from './sign-in.service.js';

/** How people sign in with a browser, and out. */
@Module({
  imports: [AuthModule, AccountsModule, TypeOrmModule.forFeature([SignInLinkEntity, UserIdentityEntity])],
  controllers: [SignInController, OidcController, SignInLinksController, BrowserSessionsController],
  providers: [
    BrowserSessionsService,
    OidcClient,
    OidcFlows,
    OidcSignIn,
    SessionCookie,
    SignInLinksRepository,
    SignInLinksService,
    SignInPurge,
    SignInService,
    UserIdentitiesRepository,
  ],
  exports: [SignInLinksService],
})
export class SignInModule {}
