import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsIn, IsUUID } from 'class-validator';
import { DUPLICATE_KINDS, type DuplicateOf } from './decision-reason.js';
import { EXAMPLE_IDS } from './proposal.example.js';

@ApiSchema({ name: 'DuplicateOf' })
export class DuplicateOfDto implements DuplicateOf {
  @ApiProperty({ enum: DUPLICATE_KINDS, enumName: 'DuplicateKind', example: 'flow' })
  @IsIn(DUPLICATE_KINDS)
  kind: DuplicateOf['kind'];

  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.flow })
  @IsUUID('loose')
  id: string;
}
