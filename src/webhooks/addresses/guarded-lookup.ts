import type { LookupAddress } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './public-address.js';

export type Resolve = (host: string) => Promise<LookupAddress[]>;

/** The name leads to an address that nothing may be sent to. */
export class AddressRefused extends Error {
  override readonly name: string = 'AddressRefused';
}

/**
 * Finds the addresses for one connection, and refuses a name that has any private one. The connection is made to what
 * was looked at here, so a name that answers differently the next time gains nothing.
 */
export function guardedLookup(resolve: Resolve): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (!first || !addresses.every(({ address }) => isPublicAddress(address))) {
          callback(new AddressRefused(`${host} leads to a private address`), '', 0);
        } else if (options.all) {
          callback(null, addresses);
        } else {
          callback(null, first.address, first.family);
        }
      },
      (error: unknown) => callback(error as NodeJS.ErrnoException, '', 0),
    );
  };
}
