import { isIP } from 'node:net';
import { z } from 'zod';

/** Addresses and networks, e.g. `10.0.0.1, 192.168.0.0/16, fd00::/8`. */
export const proxyList = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every(isNetwork), 'addresses or networks such as 10.0.0.1, 192.168.0.0/16');

function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
