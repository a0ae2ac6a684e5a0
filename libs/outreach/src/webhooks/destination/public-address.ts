import ipaddr from 'ipaddr.js';

/** All that is handed out for use in the public internet (RFC 4291, IANA). */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** Public by their number, but answered inside of a cloud's own machine: Azure's WireServer. */
const INNER_SERVICES = new Set(['168.63.129.16']);

/**
 * Whether an IP address is of the public internet. Private, loopback, link-local (and with it the metadata services of
 * clouds), shared (CGNAT), multicast and reserved addresses are not, nor is IPv6 that stands for IPv4: mapped, translated
 * (NAT64), 6to4, Teredo.
 */
export function isPublicAddress(text: string): boolean {
  if (ipaddr.IPv4.isValidFourPartDecimal(text))
    return ipaddr.IPv4.parse(text).range() === 'unicast' && !INNER_SERVICES.has(text);
  if (!ipaddr.IPv6.isValid(text)) return false;
  const address = ipaddr.IPv6.parse(text);
  return address.range() === 'unicast' && address.match(GLOBAL_UNICAST);
}
