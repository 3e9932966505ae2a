import { ApiProperty } from '@nestjs/swagger';
import { FLAG_STATUSES, type FlagStatus } from './flag.js';

export class FlagClosedProblem {
  @ApiProperty({ format: 'uuid' })
  flag_id: string;

  @ApiProperty({ enum: FLAG_STATUSES, enumName: 'FlagStatus' })
  flag_status: FlagStatus;
}
