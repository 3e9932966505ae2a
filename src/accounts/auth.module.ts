import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessCheck } from './access/access-check.js';
import { CredentialsService } from './access/credentials.service.js';
import { BrowserSessionEntity } from './browser-sessions/browser-session.entity.js';
import { BrowserSessionsRepository } from './browser-sessions/browser-sessions.repository.js';
import { TokensService } from './tokens/tokens.service.js';

/** Who is calling: tokens, API keys, browser sessions, and the actor behind them. */
@Module({
  imports: [TypeOrmModule.forFeature([BrowserSessionEntity])],
  providers: [TokensService, CredentialsService, AccessCheck, BrowserSessionsRepository],
  exports: [TokensService, CredentialsService, AccessCheck, BrowserSessionsRepository],
})
export class AuthModule {}
