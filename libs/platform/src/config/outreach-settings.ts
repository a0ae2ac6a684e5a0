import { z } from 'zod';

/** Keys of 256 bits in base64 or hex, the newest first, apart by commas, blanks or lines. */
export const secretKeyList = z.string().transform((text, context) => {
  const keys = text.split(/[\s,]+/).filter((word) => word !== '');
  if (keys.length > 0 && keys.every((key) => HEX_KEY.test(key) || BASE64_KEY.test(key)))
    return keys.map((key) => Buffer.from(key, HEX_KEY.test(key) ? 'hex' : 'base64'));
  context.addIssue({ code: 'custom', message: '32 random bytes in base64 (openssl rand -base64 32)' });
  return z.NEVER;
});

const HEX_KEY = /^[0-9a-f]{64}$/i;
/** 43 characters hold 258 bits: the last of them ends in two zeros. */
const BASE64_KEY = /^[\w+/-]{42}[AEIMQUYcgkosw048]=?$/;

/** `Bole <bole@example.org>` or the address alone. */
export const mailbox = z.string().transform((text, context): Mailbox => {
  const [, name = '', inBrackets] = /^([^<>\p{Cc}]*)<([^<>]*)>$/u.exec(text.trim()) ?? [];
  const address = z
    .email()
    .max(254)
    .safeParse(inBrackets ?? text.trim());
  if (address.success) return { name: name.trim().replace(/^"(.*)"$/, '$1'), address: address.data };
  context.addIssue({
    code: 'custom',
    message: 'an address such as bole@example.org, or Bole <bole@example.org>',
  });
  return z.NEVER;
});

export interface Mailbox {
  readonly name: string;
  readonly address: string;
}

/** `host`, `host:port`, an address or a network (CIDR), with or without a port; IPv6 in brackets where a port follows. */
export const destinationList = z.string().transform((text, context): readonly AllowedDestination[] => {
  const found: AllowedDestination[] = [];
  for (const entry of text.split(',').map((word) => word.trim().toLowerCase())) {
    if (entry === '') continue;
    const [, bracketed, plain, bare, port] = DESTINATION.exec(entry) ?? [];
    const host = bracketed ?? plain ?? bare;
    const number = port === undefined ? undefined : Number(port);
    if (host === undefined || (number !== undefined && (number < 1 || number > 65_535))) {
      context.addIssue({
        code: 'custom',
        message: `"${entry}" is no host, host:port or network such as 10.20.0.0/16`,
      });
      return z.NEVER;
    }
    found.push({ host, port: number });
  }
  return found;
});

/** Brackets and a port; a name, an IPv4 address or network, and a port; an IPv6 address or network. */
const DESTINATION =
  /^(?:\[([0-9a-f:.]+(?:\/\d{1,3})?)\](?=:|$)|([a-z0-9.-]+(?:\/\d{1,2})?)(?=:\d|$)|([0-9a-f:.]+(?:\/\d{1,3})?)$)(?::(\d{1,5}))?$/;

/** A place inside of the city's own network that webhooks may reach. */
export interface AllowedDestination {
  /** A name, an IP address, or a network in CIDR notation; in lower case. */
  readonly host: string;
  /** Undefined: any. */
  readonly port: number | undefined;
}
