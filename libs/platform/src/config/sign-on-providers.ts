import { z } from 'zod';

/** An OpenID provider that the operator lets a city use, and the secret that Bole is known to it by. */
export interface SignOnProvider {
  /** GB/T 2260 code of the only city that may use it: another could send the secret to a server of its own otherwise. */
  readonly city: string;
  readonly issuer: string;
  readonly clientSecret: string;
}

const providers = z.record(
  z.string().regex(/^[a-z0-9-]{1,60}$/),
  z.strictObject({
    city: z.string().regex(/^\d{6}$/),
    issuer: z.string().refine(isIssuer),
    clientSecret: z.string().min(1),
  }),
);

/** Providers by the name that a city's settings call them by, as JSON. Its faults are told without a value, for secrets are in it. */
export const signOnProviders = z.string().transform((text, context): ReadonlyMap<string, SignOnProvider> => {
  const parsed = providers.safeParse(json(text));
  if (parsed.success) return new Map(Object.entries(parsed.data));
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  context.addIssue({
    code: 'custom',
    message:
      `JSON such as {"suzhou": {"city": "320500", "issuer": "https://login.example", "clientSecret": "…"}}` +
      (where === '' ? '' : ` (look at ${where})`),
  });
  return z.NEVER;
});

/** Over https; plain http is for a provider on this very machine, in a trial. */
function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (
    protocol === 'https:' || (protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname))
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
