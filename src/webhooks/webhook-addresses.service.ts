import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import type { LookupAddress } from 'node:dns';
import { Injectable } from '@nestjs/common';
import { Config } from '../kernel/config.js';
import { invalid } from '../kernel/errors/domain-error.js';
import { hostOf, isPublicAddress, PRIVATE_FAULT, urlFault } from './addresses/public-address.js';

/** A name server that takes longer (ms) says nothing; each delivery looks again. */
const PATIENCE = 3_000;

/** Which addresses webhooks may be registered with. */
@Injectable()
export class WebhookAddresses {
  constructor(private readonly config: Config) {}

  /**
   * A name that nobody knows yet may be registered: whatever it leads to then is looked at before each delivery.
   * @throws DomainError 422 for an address, or a name of one, that nothing is sent to
   */
  async check(url: string): Promise<void> {
    const allowPrivate = this.config.WEBHOOK_ALLOW_PRIVATE;
    const detail = urlFault(url, allowPrivate) ?? (allowPrivate ? null : await this.nameFault(url));
    if (detail) throw invalid([{ pointer: '/url', detail }]);
  }

  /** The addresses of a name; none where it has none, or its name server is silent. */
  async resolve(name: string): Promise<LookupAddress[]> {
    const silent = new AbortController();
    try {
      return await Promise.race([
        lookup(name, { all: true }),
        after<LookupAddress[]>(PATIENCE, [], { signal: silent.signal, ref: false }),
      ]);
    } catch {
      return [];
    } finally {
      silent.abort();
    }
  }

  private async nameFault(url: string): Promise<string | null> {
    const host = hostOf(new URL(url));
    if (isIP(host) !== 0) return null;
    const addresses = await this.resolve(host);
    return addresses.every(({ address }) => isPublicAddress(address)) ? null : PRIVATE_FAULT;
  }
}
