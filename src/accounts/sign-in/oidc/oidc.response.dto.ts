import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'SignInProvider' })
export class SignInProviderDto {
  @ApiProperty({ description: 'What the provider is called', example: 'Single sign-on' })
  name: string;

  @ApiProperty({
    description:
      'To be opened by the browser, with `return_to` if it is to go on elsewhere than at the home page',
    example: '/v1/sign-in/oidc',
  })
  path: string;
}

@ApiSchema({ name: 'SignInOptions' })
export class SignInOptionsDto {
  @ApiProperty({ description: 'By a link that an admin or operator made', example: true })
  links: boolean;

  @ApiProperty({
    type: () => SignInProviderDto,
    nullable: true,
    description: 'By the identity provider; null where none is set',
  })
  oidc: SignInProviderDto | null;
}
