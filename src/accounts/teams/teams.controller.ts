import { Body, Controller, Delete, Get, HttpCode, HttpStatus, Patch, Post, Query } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
} from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { TeamNameDto } from './teams.request.dto.js';
import { TeamDto, TeamPageDto } from './teams.response.dto.js';
import { TeamsService } from './teams.service.js';

@ApiTags('teams')
@Controller({ path: 'teams', version: '1' })
export class TeamsController {
  constructor(private readonly teams: TeamsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: 'List the teams of your account', description: 'In the order of their names.' })
  @ApiOkResponse({ type: TeamPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: PageQuery): Promise<TeamPageDto> {
    return this.teams.list(actor, query);
  }

  @Post()
  @Idempotent()
  @Requires('admin')
  @ApiOperation({ summary: 'Add a team' })
  @ApiCreatedResponse({ type: TeamDto })
  @ApiProblem(409, 'team_name_taken')
  create(@CurrentActor() actor: Actor, @Body() { name }: TeamNameDto): Promise<TeamDto> {
    return this.teams.create(actor, name);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiId('The team')
  @ApiOperation({ summary: 'Read a team' })
  @ApiOkResponse({ type: TeamDto })
  read(@CurrentActor() actor: Actor, @Id() id: string): Promise<TeamDto> {
    return this.teams.read(actor, id);
  }

  @Patch(':id')
  @Requires('admin')
  @ApiId('The team')
  @ApiOperation({ summary: 'Rename a team' })
  @ApiOkResponse({ type: TeamDto })
  @ApiProblem(409, 'team_name_taken')
  rename(@CurrentActor() actor: Actor, @Id() id: string, @Body() { name }: TeamNameDto): Promise<TeamDto> {
    return this.teams.rename(actor, id, name);
  }

  @Delete(':id')
  @HttpCode(HttpStatus.NO_CONTENT)
  @Requires('admin')
  @ApiId('The team')
  @ApiOperation({
    summary: 'Delete a team',
    description: 'Its users, sessions, proposals and flows stay, without a team.',
  })
  @ApiNoContentResponse({ description: 'Deleted' })
  delete(@CurrentActor() actor: Actor, @Id() id: string): Promise<void> {
    return this.teams.delete(actor, id);
  }
}
