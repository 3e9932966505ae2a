import { Body, Controller, Get, Header, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { NewTokenDto, NewUserDto, UserListQuery, UserPatchDto } from './users.request.dto.js';
import { TokenDto, UserDto, UserPageDto } from './users.response.dto.js';
import { UsersService } from './users.service.js';

@ApiTags('users')
@Controller({ path: 'users', version: '1' })
export class UsersController {
  constructor(private readonly users: UsersService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({
    summary: 'List the users of your account',
    description: 'In the order of their addresses.',
  })
  @ApiOkResponse({ type: UserPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: UserListQuery): Promise<UserPageDto> {
    return this.users.list(actor, query);
  }

  @Post()
  @Idempotent()
  @Requires('admin')
  @ApiOperation({
    summary: 'Add a user',
    description: 'Who signs in by a link needs one: `POST /v1/users/{id}/sign-in-links`.',
  })
  @ApiCreatedResponse({ type: UserDto })
  @ApiProblem(409, 'email_taken')
  create(@CurrentActor() actor: Actor, @Body() user: NewUserDto): Promise<UserDto> {
    return this.users.create(actor, user);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiId('The user')
  @ApiOperation({ summary: 'Read a user' })
  @ApiOkResponse({ type: UserDto })
  read(@CurrentActor() actor: Actor, @Id() id: string): Promise<UserDto> {
    return this.users.read(actor, id);
  }

  @Patch(':id')
  @Requires('admin')
  @ApiId('The user')
  @ApiOperation({
    summary: 'Change a user',
    description:
      'A new role counts from the next request on, and a deactivated user is refused from then on.',
  })
  @ApiOkResponse({ type: UserDto })
  @ApiProblem(409, 'last_admin', 'user_erased')
  change(@CurrentActor() actor: Actor, @Id() id: string, @Body() patch: UserPatchDto): Promise<UserDto> {
    return this.users.change(actor, id, patch);
  }

  @Post(':id/token')
  @Requires('admin')
  @Header('cache-control', 'no-store')
  @ApiId('The user')
  @ApiOperation({
    summary: 'Make a token for a user',
    description: 'A signed token cannot be taken back; deactivating the user shuts it out.',
  })
  @ApiCreatedResponse({ type: TokenDto })
  @ApiProblem(409, 'user_inactive', 'external_identity')
  issueToken(@CurrentActor() actor: Actor, @Id() id: string, @Body() token: NewTokenDto): Promise<TokenDto> {
    return this.users.issueToken(actor, id, token);
  }
}
