import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { forbidden, unauthorized } from '../kernel/errors/domain-error.js';
import { PUBLIC_ROUTE, REQUIRED_ROLE } from '../kernel/http/access.js';
import { hasRole, type Role } from '../kernel/http/actor.js';
import { CredentialsService } from './credentials.service.js';

const BEARER = /^Bearer +([\w~+/.-]+=*) *$/i;

/** The one guard of the program. A route that names neither `@Public` nor `@Requires` answers nobody. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly credentials: CredentialsService,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const targets = [context.getHandler(), context.getClass()];
    if (this.reflector.getAllAndOverride<boolean | undefined>(PUBLIC_ROUTE, targets)) return true;
    const required = this.reflector.getAllAndOverride<Role | undefined>(REQUIRED_ROLE, targets);
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const credential = BEARER.exec(request.headers.authorization ?? '')?.[1];
    if (!credential) throw unauthorized('Send a token or an API key as "Authorization: Bearer ..."');
    const actor = await this.credentials.findActor(credential);
    if (!actor) throw unauthorized('The token or API key is wrong, expired or revoked');
    if (!required) throw forbidden('This route is open to nobody');
    if (!hasRole(actor, required)) throw forbidden(`This takes the role ${required}; yours is ${actor.role}`);
    request.actor = actor;
    return true;
  }
}
