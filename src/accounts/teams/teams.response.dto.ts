import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import type { TeamEntity } from './team.entity.js';

@ApiSchema({ name: 'Team' })
export class TeamDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f1-0000-7000-8000-000000000001' })
  id: string;

  @ApiProperty({ example: 'Service desk' })
  name: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:40:51.008Z' })
  created_at: Date;

  static from({ id, name, createdAt }: TeamEntity): TeamDto {
    return { id, name, created_at: createdAt };
  }
}

@ApiSchema({ name: 'TeamPage' })
export class TeamPageDto implements Page<TeamDto> {
  @ApiProperty({ type: () => [TeamDto] })
  items: TeamDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
