import { type LookupAddress } from 'node:dns';
import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { type Allowance } from './allowance';
import { isPublicAddress } from './public-address';
import { hostOf, portOf } from './webhook-url';

/** All addresses of a name; rejects when it has none. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** A destination that must not be called. */
export class AddressRefusedError extends Error {
  override readonly name = 'AddressRefusedError';
}

/**
 * The addresses that a webhook may be called at, resolved once: whoever connects must connect to one of these and not
 * resolve the name again, as it may resolve to something else by then. Throws an AddressRefusedError when any of the
 * addresses is not public and not one's own.
 */
export async function checkedAddresses(
  url: URL,
  allowance: Allowance,
  resolve: Resolve,
): Promise<readonly LookupAddress[]> {
  const [host, port] = [hostOf(url), portOf(url)];
  const byName = allowance.opensName(host, port);
  const addresses = isIP(host) === 0 ? await resolve(host) : [{ address: host, family: isIP(host) }];
  const refused = addresses.some(
    ({ address }) => !byName && !isPublicAddress(address) && !allowance.opensAddress(address, port),
  );
  if (refused || addresses.length === 0)
    throw new AddressRefusedError(`${host} is, or is also, at an address that must not be called`);
  return addresses;
}

const DNS_LIMIT_MS = 3_000;
const MOST_ADDRESSES = 16;

/**
 * Asks the name servers, and not the system: its resolver would hold a thread of the process for as long as a slow name
 * server likes. Names of one's own may stand in a hosts file, and are few.
 */
export function resolverFor(allowance: Allowance, port: number): Resolve {
  return async (host) => {
    if (allowance.opensName(host, port)) return lookup(host, { all: true });
    const resolver = new Resolver({ timeout: DNS_LIMIT_MS, tries: 2 });
    const [four, six] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
    const found = [
      ...(four.status === 'fulfilled' ? four.value.map((address) => ({ address, family: 4 })) : []),
      ...(six.status === 'fulfilled' ? six.value.map((address) => ({ address, family: 6 })) : []),
    ];
    if (found.length === 0 && four.status === 'rejected') throw four.reason;
    return found.slice(0, MOST_ADDRESSES);
  };
}
