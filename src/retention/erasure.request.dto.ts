import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

@ApiSchema({ name: 'Erasure' })
export class ErasureDto {
  @ApiProperty({
    maxLength: 320,
    description: "The user's address, in any case, to show that they are meant",
    example: 'sam.okafor@larkfield.example',
  })
  @IsString()
  @MaxLength(320)
  confirm: string;
}
