import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import type { TeamEntity } from './team.entity.js';

@ApiSchema({ name: 'Team' })
export class TeamDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  name: string;

  created_at: Date;

  static from({ id, name, createdAt }: TeamEntity): TeamDto {
    return { id, name, created_at: createdAt };
  }
}

@ApiSchema({ name: 'TeamPage' })
export class TeamPageDto implements Page<TeamDto> {
  items: TeamDto[];

  next_cursor: string | null;
}
