import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { forbidden, unauthorized } from '../../kernel/errors/domain-error.js';
import { hasRole } from '../../kernel/http/actor.js';
import { CredentialsService } from './credentials.service.js';
import { refuseForeignWrite } from './cross-site.js';
import { isSession, sentCredential } from './sent-credential.js';

/** Finds who sends a request and whether they may, before its body is read: nobody else can have it held for them. */
@Injectable()
export class AccessCheck {
  constructor(private readonly credentials: CredentialsService) {}

  /**
   * Puts the actor on a request to a route that is not public.
   * @throws DomainError 401, 403
   */
  async check(request: FastifyRequest): Promise<void> {
    const { access = 'public' } = request.routeOptions.config;
    if (access === 'public') return;
    const credential = sentCredential(request);
    if (!credential)
      throw unauthorized('Sign in, or send a token or an API key as "Authorization: Bearer ..."');
    const actor = await this.credentials.getActor(credential);
    if (isSession(credential)) refuseForeignWrite(request, credential);
    if (!hasRole(actor, access)) throw forbidden(`This takes the role ${access}; yours is ${actor.role}`);
    request.actor = actor;
  }
}
