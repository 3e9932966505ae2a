import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'SignInProvider' })
export class SignInProviderDto {
  /** What the provider is called */
  name: string;

  /** To be opened by the browser, with `return_to` if it is to go on elsewhere than at the home page */
  path: string;
}

@ApiSchema({ name: 'SignInOptions' })
export class SignInOptionsDto {
  /** By a link that an admin or operator made */
  links: boolean;

  /** By the identity provider; null where none is set */
  oidc: SignInProviderDto | null;
}
