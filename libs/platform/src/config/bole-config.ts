import { readFileSync } from 'node:fs';
import { z } from 'zod';
import {
  type AllowedDestination,
  destinationList,
  mailbox,
  type Mailbox,
  secretKeyList,
} from './outreach-settings';
import { proxyList } from './proxy-list';
import { type SignOnProvider, signOnProviders } from './sign-on-providers';

/** A setting that must not be shown. It may come from a file: BOLE_X_FILE names one that holds the value of BOLE_X. */
const secret = <Schema extends z.ZodType>(schema: Schema): Schema => schema.meta({ secret: true });

/** Every setting of Bole, read once at boot from the environment. A wrong value stops the boot with a sentence that names it. */
const settings = z.object({
  BOLE_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Where it listens; beyond loopback only behind https, or with BOLE_INSECURE_HTTP=on. */
  BOLE_HOST: z.string().min(1).default('127.0.0.1'),
  /** Where people reach Bole, in links, cookies and checks of origin; http://localhost:<port> unless given. */
  BOLE_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => new URL(url).pathname === '/' && !/[?#]/.test(url), 'a URL without a path')
    .optional(),
  /** `on` lets sign-ins and keys cross a network unencrypted. */
  BOLE_INSECURE_HTTP: z.enum(['on', 'off']).default('off'),
  /** Addresses and networks (CIDR) of reverse proxies, comma-separated, whose X-Forwarded-For is believed. */
  BOLE_TRUSTED_PROXIES: proxyList.default([]),
  /** `on` holds every answer of the API to its declared schema, for tests and trials. */
  BOLE_CHECK_ANSWERS: z.enum(['on', 'off']).default('off'),
  BOLE_DATA_DIR: z.string().min(1).default('.bole'),
  /** Where the JSON log goes; standard output when it is not given. */
  BOLE_LOG_FILE: z.string().min(1).optional(),
  BOLE_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),

  BOLE_EVENT_LOG: z.enum(['postgres', 'kafka']).default('postgres'),
  BOLE_KAFKA_BROKERS: z.string().default('127.0.0.1:9092'),
  BOLE_TOPIC_PREFIX: z
    .string()
    .regex(/^[a-z0-9.-]*$/, 'lower-case letters, digits, dots and dashes')
    .default(''),
  BOLE_PARTITIONS: z.coerce.number().int().min(1).max(200).default(6),

  BOLE_SEARCH: z.enum(['postgres', 'elasticsearch']).default('postgres'),
  BOLE_ELASTICSEARCH_URL: secret(z.url()).default('http://127.0.0.1:9200'),
  BOLE_ELASTICSEARCH_API_KEY: secret(z.string()).optional(),
  BOLE_INDEX_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]*$/, 'lower-case letters, digits and dashes')
    .default('bole-'),

  /** `embedded`, or a URL such as postgres://user:password@host:5432/bole. */
  BOLE_DATABASE: secret(z.union([z.literal('embedded'), z.url({ protocol: /^postgres(ql)?$/ })])).default(
    'embedded',
  ),

  BOLE_BATCH_RECORDS: z.coerce.number().int().min(1).max(10_000).default(500),
  BOLE_PARKED_SIGNALS_MAX: z.coerce.number().int().min(0).default(200_000),
  BOLE_PARKED_SIGNALS_DAYS: z.coerce.number().int().min(1).default(30),
  /** How long a changed party waits for further changes before it is matched. */
  BOLE_MATCH_QUIET_MS: z.coerce.number().int().min(0).max(600_000).default(300),
  /** `off` keeps changes marked but matches nothing until it is on again. */
  BOLE_MATCHING: z.enum(['on', 'off']).default('on'),
  /** `off` leaves an empty house empty at the first start of the standalone app. */
  BOLE_SAMPLES: z.enum(['on', 'off']).default('on'),
  BOLE_LEADS_PER_PARTY: z.coerce.number().int().min(1).max(1_000).default(30),
  BOLE_CANDIDATES: z.coerce.number().int().min(10).max(5_000).default(300),
  /** Each city's model is trained anew after so many days; 0: only when asked for. */
  BOLE_TRAIN_EVERY_DAYS: z.coerce.number().int().min(0).max(365).default(7),

  /** The server that mails leave by, e.g. smtps://user:password@mail.example.org; without it they stay in the outbox. */
  BOLE_SMTP_URL: secret(z.url({ protocol: /^smtps?$/ })).optional(),
  /** In place of a password in the URL. */
  BOLE_SMTP_PASSWORD: secret(z.string()).optional(),
  /** Whom mails are from; needed with BOLE_SMTP_URL. */
  BOLE_MAIL_FROM: mailbox.optional(),
  /** Keys that kept secrets are sealed with, the newest first; with the embedded database one is made by itself. */
  BOLE_SECRET_KEY: secret(secretKeyList).default([]),
  /** Hosts and networks of one's own, comma-separated, that webhooks may reach though they are private, also without https. */
  BOLE_WEBHOOKS_ALLOW_PRIVATE: destinationList.default([]),
  /** OpenID providers that cities may sign on by, with the secrets that Bole is known to them by; JSON. */
  BOLE_OIDC_SECRETS: secret(signOnProviders).default(new Map()),
});

type Settings = z.output<typeof settings>;

/** Settings by topic; what the services inject. */
export interface BoleConfig {
  readonly http: {
    readonly port: number;
    readonly host: string;
    /** Without a slash at its end. */
    readonly publicUrl: string;
    readonly insecure: boolean;
    readonly trustedProxies: readonly string[];
    readonly checkAnswers: boolean;
  };
  readonly dataDir: string;
  readonly logLevel: Settings['BOLE_LOG_LEVEL'];
  readonly logFile: string | undefined;
  readonly eventLog:
    | { readonly engine: 'postgres'; readonly partitions: number }
    | {
        readonly engine: 'kafka';
        readonly brokers: readonly string[];
        readonly topicPrefix: string;
        readonly partitions: number;
      };
  readonly search:
    | { readonly engine: 'postgres' }
    | {
        readonly engine: 'elasticsearch';
        readonly url: string;
        readonly apiKey: string | undefined;
        readonly indexPrefix: string;
      };
  readonly database: { readonly kind: 'embedded' } | { readonly kind: 'url'; readonly url: string };
  readonly samples: boolean;
  readonly batchRecords: number;
  readonly parkedSignals: { readonly max: number; readonly days: number };
  readonly matching: {
    readonly enabled: boolean;
    readonly quietMs: number;
    readonly leadsPerParty: number;
    readonly candidates: number;
    /** 0: models are trained only when asked for. */
    readonly trainEveryDays: number;
  };
  /** Undefined: mails stay in the outbox. */
  readonly smtp:
    { readonly url: string; readonly password: string | undefined; readonly from: Mailbox } | undefined;
  /** The newest first; may be empty. */
  readonly secretKeys: readonly Buffer[];
  readonly webhooks: { readonly allowPrivate: readonly AllowedDestination[] };
  /** By the name that a city's settings call them by. */
  readonly signOnProviders: ReadonlyMap<string, SignOnProvider>;
}

export const BOLE_CONFIG = Symbol('BoleConfig');

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings; `environment` is `process.env` but in tests. Throws a ConfigError that names every wrong variable. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): BoleConfig {
  const { given, faults: unread } = withFiles(
    Object.fromEntries(
      Object.entries(environment).filter(([name, value]) => name.startsWith('BOLE_') && value !== ''),
    ),
  );
  const unknown = Object.keys(given).filter((name) => !(name in settings.shape) && !NOT_OURS.has(name));
  const parsed = settings.safeParse(given);
  const faults = [
    ...unread,
    ...unknown.map((name) => `${name} is no setting of Bole`),
    ...(parsed.success ? [] : parsed.error.issues.map((issue) => sentence(issue, given))),
  ];
  if (!parsed.success || faults.length > 0)
    throw new ConfigError(`The configuration is wrong: ${faults.join('; ')}.`);
  return arrange(parsed.data);
}

/** Variables of the tests, which the services do not read. */
const NOT_OURS = new Set([
  'BOLE_REQUIRE_ENGINES',
  'BOLE_SHARED_DATA',
  'BOLE_ENGINES_DIR',
  'BOLE_TEST_DATABASE',
]);

type Given = Readonly<Record<string, string | undefined>>;

function sentence(issue: z.core.$ZodIssue, given: Given): string {
  const name = String(issue.path[0]);
  return isSecret(name)
    ? `${name} is wrong: ${issue.message}`
    : `${name} is "${given[name] ?? ''}": ${issue.message}`;
}

function isSecret(name: string): boolean {
  let schema: unknown = settings.shape[name as keyof typeof settings.shape];
  while (schema instanceof z.ZodDefault || schema instanceof z.ZodOptional) schema = schema.unwrap();
  return schema instanceof z.ZodType && schema.meta()?.['secret'] === true;
}

/** Reads the secrets that come from files: BOLE_X_FILE stands for BOLE_X, without the line's end. */
function withFiles(environment: Given): { given: Given; faults: string[] } {
  const given = { ...environment };
  const faults: string[] = [];
  for (const [variable, path] of Object.entries(environment)) {
    const name = variable.replace(/_FILE$/, '');
    if (name === variable || path === undefined || !isSecret(name)) continue;
    delete given[variable];
    if (given[name] !== undefined) faults.push(`${name} and ${variable} are both given`);
    try {
      given[name] = readFileSync(path, 'utf8').replace(/\r?\n$/, '');
    } catch (error) {
      faults.push(
        `${variable} names a file that cannot be read (${(error as NodeJS.ErrnoException).code ?? ''})`,
      );
    }
  }
  return { given, faults };
}

function arrange(from: Settings): BoleConfig {
  return {
    http: {
      port: from.BOLE_PORT,
      host: from.BOLE_HOST,
      publicUrl: new URL(from.BOLE_PUBLIC_URL ?? `http://localhost:${from.BOLE_PORT}`).origin,
      insecure: from.BOLE_INSECURE_HTTP === 'on',
      trustedProxies: from.BOLE_TRUSTED_PROXIES,
      checkAnswers: from.BOLE_CHECK_ANSWERS === 'on',
    },
    dataDir: from.BOLE_DATA_DIR,
    logLevel: from.BOLE_LOG_LEVEL,
    logFile: from.BOLE_LOG_FILE,
    eventLog:
      from.BOLE_EVENT_LOG === 'kafka'
        ? {
            engine: 'kafka',
            brokers: from.BOLE_KAFKA_BROKERS.split(',').map((broker) => broker.trim()),
            topicPrefix: from.BOLE_TOPIC_PREFIX,
            partitions: from.BOLE_PARTITIONS,
          }
        : { engine: 'postgres', partitions: from.BOLE_PARTITIONS },
    search:
      from.BOLE_SEARCH === 'elasticsearch'
        ? {
            engine: 'elasticsearch',
            url: from.BOLE_ELASTICSEARCH_URL,
            apiKey: from.BOLE_ELASTICSEARCH_API_KEY,
            indexPrefix: from.BOLE_INDEX_PREFIX,
          }
        : { engine: 'postgres' },
    database:
      from.BOLE_DATABASE === 'embedded' ? { kind: 'embedded' } : { kind: 'url', url: from.BOLE_DATABASE },
    samples: from.BOLE_SAMPLES === 'on',
    batchRecords: from.BOLE_BATCH_RECORDS,
    parkedSignals: { max: from.BOLE_PARKED_SIGNALS_MAX, days: from.BOLE_PARKED_SIGNALS_DAYS },
    matching: {
      enabled: from.BOLE_MATCHING === 'on',
      quietMs: from.BOLE_MATCH_QUIET_MS,
      leadsPerParty: from.BOLE_LEADS_PER_PARTY,
      candidates: from.BOLE_CANDIDATES,
      trainEveryDays: from.BOLE_TRAIN_EVERY_DAYS,
    },
    smtp: smtpOf(from),
    secretKeys: from.BOLE_SECRET_KEY,
    webhooks: { allowPrivate: from.BOLE_WEBHOOKS_ALLOW_PRIVATE },
    signOnProviders: from.BOLE_OIDC_SECRETS,
  };
}

function smtpOf({
  BOLE_SMTP_URL: url,
  BOLE_SMTP_PASSWORD: password,
  BOLE_MAIL_FROM: from,
}: Settings): BoleConfig['smtp'] {
  if (url === undefined) return undefined;
  if (from === undefined)
    throw new ConfigError(
      'The configuration is wrong: BOLE_MAIL_FROM is not given; with BOLE_SMTP_URL it says whom mails are from, e.g. Bole <bole@example.org>.',
    );
  return { url, password, from };
}
