import { Module } from '@nestjs/common';
import { AccessCheck } from './access-check.js';
import { CredentialsService } from './credentials.service.js';
import { TokensService } from './tokens.service.js';

/** Who is calling: tokens, API keys, and the actor behind them. */
@Module({
  providers: [TokensService, CredentialsService, AccessCheck],
  exports: [TokensService, CredentialsService, AccessCheck],
})
export class AuthModule {}
