// The forms of settings that are more than a word or a number.

/** An address or a name of a machine. */
export const HOST_NAME = /^[\w.:-]+$/;

/** As browsers send it: scheme, host and port, and nothing after. */
export const ORIGIN = /^https?:\/\/(?:[a-z\d.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/;

/** A slug of an account, and the domains of addresses beside it: `larkfield.example=larkfield-it`. */
export const SLUG = '[a-z0-9](?:[a-z0-9-]*[a-z0-9])?';
const DOMAIN = '[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?';
export const DOMAINS = new RegExp(`^${DOMAIN}=${SLUG}(?: *, *${DOMAIN}=${SLUG})*$`);

/** Hosts of this machine, which may be reached by plain HTTP. */
export const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Issuers at which anybody has an account: an address alone says who belongs to whom there. */
export const OPEN_ISSUERS =
  /^https:\/\/(accounts\.google\.com|login\.microsoftonline\.com\/(common|organizations|consumers)\/)/;
