import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** All of IPv6 that is public lies in here. */
const GLOBAL_V6 = ipaddr.parseCIDR('2000::/3');

/**
 * Whether an address is of the public internet. One that is translated, tunnelled or mapped is not, whatever it wraps: to
 * the registries' special purposes `unicast` is all that is left.
 */
export function isPublicAddress(text: string): boolean {
  if (isIP(text) === 0) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv4' || address.match(GLOBAL_V6);
}

/** The host of an address as the network takes it: IPv6 without its brackets. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}

/** The parser of URLs would take some of them out, so that another address is sent to than is shown. */
const BLANK = /[\s\p{Cc}]/u;
const LOCAL_NAME = /(^|\.)localhost\.?$/;

const UNLESS = 'unless the server is started with WEBHOOK_ALLOW_PRIVATE=true';
export const PRIVATE_FAULT = `must not lead to a private address, of this machine or of a local network, ${UNLESS}`;

/** What is wrong with an address to send to, in words; null when nothing is known against it. */
export function urlFault(text: string, allowPrivate: boolean): string | null {
  if (BLANK.test(text)) return 'must not hold blanks or control characters';
  if (!URL.canParse(text)) return 'must be an absolute address, such as https://example.com/hook';
  const url = new URL(text);
  const schemes = allowPrivate ? ['https:', 'http:'] : ['https:'];
  if (!schemes.includes(url.protocol))
    return allowPrivate ? 'must begin with https:// or http://' : `must begin with https://, ${UNLESS}`;
  if (url.username || url.password) return 'must not hold a user name or password';
  if (url.hash) return 'must not have a fragment';
  const host = hostOf(url);
  if (allowPrivate) return null;
  const isLocal = isIP(host) === 0 ? LOCAL_NAME.test(host) : !isPublicAddress(host);
  return isLocal ? PRIVATE_FAULT : null;
}
