import { isName } from '../../name.js';

/** What an identity provider says of who has signed in there. */
export interface ProviderClaims {
  /** The issuer, and the name that it has for that person, for good. */
  iss: string;
  sub: string;
  readonly [claim: string]: unknown;
}

/** Which account an address belongs to, as it is set. */
export interface AccountRule {
  /** The slug of the account of everybody. */
  OIDC_ACCOUNT?: string;
  /** Slugs by domains: `larkfield.example=larkfield-it,acme.example=acme`. */
  OIDC_DOMAINS?: string;
}

/** The e-mail address, or null where the provider tells none. */
export function emailOf({ email }: ProviderClaims): string | null {
  return typeof email === 'string' && /^[^\s@]+@[^\s@]+$/.test(email) && email.length <= 320 ? email : null;
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase();

/**
 * Whether the provider vouches that the address is its holder's. Some say so by a truth (`email_verified`, or `xms_edov` of
 * Entra ID, which is also sent as a text or a number), others by the domain that they manage (`hd` of Google).
 */
export function vouchesFor(claims: ProviderClaims, email: string, claim: string): boolean {
  const said = claims[claim];
  if (typeof said === 'string')
    return said === 'true' || said === '1' || said.toLowerCase() === domainOf(email);
  return said === true || said === 1;
}

/** The slug of the account that an address belongs to; null where no rule says so. */
export function accountSlugFor(email: string, { OIDC_ACCOUNT, OIDC_DOMAINS }: AccountRule): string | null {
  if (OIDC_ACCOUNT !== undefined) return OIDC_ACCOUNT;
  const rules = (OIDC_DOMAINS ?? '').split(',').map((rule) => rule.trim().split('='));
  return rules.find(([domain]) => domain === domainOf(email))?.[1] ?? null;
}

/** What to call somebody: by name, or else by what stands before the @ of the address. */
export function displayNameOf({ name }: ProviderClaims, email: string): string {
  const named = typeof name === 'string' ? name.trim() : '';
  return isName(named) ? named : email.slice(0, email.lastIndexOf('@')).slice(0, 200);
}
