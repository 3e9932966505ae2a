import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsName, MAX_NAME_LENGTH } from '../name.js';

@ApiSchema({ name: 'TeamName' })
export class TeamNameDto {
  @ApiProperty({
    minLength: 1,
    maxLength: MAX_NAME_LENGTH,
    description: 'Unique in the account, in any case',
    example: 'Service desk',
  })
  @IsName()
  name: string;
}
