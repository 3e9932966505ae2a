import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Config } from '../../kernel/config.js';
import { SESSION_COOKIE } from '../access/sent-credential.js';

/**
 * The cookie that a browser is signed in by. No script reads it, and no page of another site makes a browser send it along,
 * but by a link that somebody follows.
 */
@Injectable()
export class SessionCookie {
  constructor(private readonly config: Config) {}

  /** @param endsAt when the browser forgets it */
  set(reply: FastifyReply, value: string, endsAt: Date): void {
    void reply.setCookie(SESSION_COOKIE, value, { ...this.attributes, expires: endsAt });
  }

  clear(reply: FastifyReply): void {
    void reply.clearCookie(SESSION_COOKIE, this.attributes);
  }

  private get attributes() {
    // A browser keeps a secure cookie of a loopback address or not, depending on which it is.
    const secure = this.config.PUBLIC_URL?.startsWith('https:') ?? false;
    return { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  }
}
