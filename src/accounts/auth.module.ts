import { Module } from '@nestjs/common';
import { AccessCheck } from './access/access-check.js';
import { CredentialsService } from './access/credentials.service.js';
import { TokensService } from './tokens/tokens.service.js';

/** Who is calling: tokens, API keys, and the actor behind them. */
@Module({
  providers: [TokensService, CredentialsService, AccessCheck],
  exports: [TokensService, CredentialsService, AccessCheck],
})
export class AuthModule {}
