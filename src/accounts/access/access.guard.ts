import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { forbidden } from '../../kernel/errors/domain-error.js';
import { routeConfigOf } from '../../kernel/http/route-config.js';

/**
 * A route that names neither `@Public` nor `@Requires` answers nobody. Of the others, `AccessCheck` has found the actor
 * by now.
 */
@Injectable()
export class AccessGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (routeConfigOf(context.getHandler()).access === undefined)
      throw forbidden('This route is open to nobody');
    return true;
  }
}
