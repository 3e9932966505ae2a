import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Patch } from '@nestjs/common';
import { ApiBody, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { AccountDeletionDto, AccountPatchDto } from './account.request.dto.js';
import { AccountDto } from './account.response.dto.js';
import { ACCOUNT_EXAMPLES } from './accounts.example.js';
import { AccountsService } from './accounts.service.js';

@ApiTags('account')
@Controller({ path: 'account', version: '1' })
export class AccountController {
  constructor(private readonly accounts: AccountsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: 'Read your account', description: 'Which one follows from the credential.' })
  @ApiOkResponse({ type: AccountDto })
  read(@CurrentActor() actor: Actor): Promise<AccountDto> {
    return this.accounts.read(actor);
  }

  @Patch()
  @Requires('admin')
  @ApiOperation({ summary: "Change your account's name or settings" })
  @ApiBody({ type: AccountPatchDto, examples: ACCOUNT_EXAMPLES })
  @ApiOkResponse({ type: AccountDto })
  change(@CurrentActor() actor: Actor, @Body() patch: AccountPatchDto): Promise<AccountDto> {
    return this.accounts.change(actor, patch);
  }

  @Delete()
  @HttpCode(HttpStatus.NO_CONTENT)
  @Requires('admin')
  @ApiOperation({
    summary: 'Delete your account with all its data',
    description:
      'Users, sessions, proposals, flows and their history are gone for good, and every credential of the account ' +
      'is refused from then on. Take an export first.',
  })
  @ApiNoContentResponse({ description: 'Deleted' })
  delete(@CurrentActor() actor: Actor, @Body() { confirm }: AccountDeletionDto): Promise<void> {
    return this.accounts.delete(actor, confirm);
  }
}
