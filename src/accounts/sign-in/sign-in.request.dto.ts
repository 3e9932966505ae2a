import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';

const MAX_TOKEN_LENGTH = 200;

@ApiSchema({ name: 'SignIn' })
export class SignInDto {
  @ApiProperty({
    minLength: 1,
    maxLength: MAX_TOKEN_LENGTH,
    description: 'What follows `#token=` in a sign-in link',
    example: 'rfl_0199c2f44d5e7a6b8c7d0e1f2a3b4c5d_example-of-43-characters-that-nobody-guesses',
  })
  @IsString()
  @Length(1, MAX_TOKEN_LENGTH)
  token: string;
}
