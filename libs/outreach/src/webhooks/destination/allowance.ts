import ipaddr from 'ipaddr.js';
import { type AllowedDestination } from '@bole/platform';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** The destinations inside of one's own network that BOLE_WEBHOOKS_ALLOW_PRIVATE opens. */
export class Allowance {
  private readonly names: readonly AllowedDestination[];
  private readonly networks: readonly {
    readonly network: [Address, number];
    readonly port: number | undefined;
  }[];

  constructor(destinations: readonly AllowedDestination[]) {
    this.names = destinations.filter(({ host }) => networkOf(host) === undefined);
    this.networks = destinations.flatMap(({ host, port }) => {
      const network = networkOf(host);
      return network === undefined ? [] : [{ network, port }];
    });
  }

  /** Whether a host is opened by its name: then whatever the name resolves to is. */
  opensName(host: string, port: number): boolean {
    return this.names.some((entry) => entry.host === host && (entry.port ?? port) === port);
  }

  opensAddress(text: string, port: number): boolean {
    if (!ipaddr.isValid(text)) return false;
    const address = ipaddr.parse(text);
    return this.networks.some(
      ({ network: [base, bits], port: only }) =>
        (only ?? port) === port && base.kind() === address.kind() && address.match(base, bits),
    );
  }
}

function networkOf(host: string): [Address, number] | undefined {
  if (ipaddr.IPv4.isValidFourPartDecimal(host) || ipaddr.IPv6.isValid(host)) {
    const address = ipaddr.parse(host);
    return [address, address.kind() === 'ipv4' ? 32 : 128];
  }
  return ipaddr.isValidCIDR(host) ? ipaddr.parseCIDR(host) : undefined;
}
