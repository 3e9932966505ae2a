import { Module } from '@nestjs/common';
import { CredentialsService } from './credentials.service.js';
import { TokensService } from './tokens.service.js';

/** Who is calling: tokens, API keys, and the actor behind them. */
@Module({
  providers: [TokensService, CredentialsService],
  exports: [TokensService, CredentialsService],
})
export class AuthModule {}
