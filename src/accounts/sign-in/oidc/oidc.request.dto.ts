import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class OidcQuery {
  @ApiPropertyOptional({
    maxLength: 2000,
    description:
      'A path of ours to go on with once signed in; the home page when left out, or for any other address',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  return_to?: string;
}
