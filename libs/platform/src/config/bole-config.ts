import { z } from 'zod';

/** Every setting of Bole, read once at boot from the environment. A wrong value stops the boot with a sentence that names it. */
const settings = z.object({
  BOLE_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  /** Loopback unless said otherwise: there is no sign-in yet. */
  BOLE_HOST: z.string().min(1).default('127.0.0.1'),
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
  BOLE_ELASTICSEARCH_URL: z.url().default('http://127.0.0.1:9200'),
  BOLE_ELASTICSEARCH_API_KEY: z.string().optional(),
  BOLE_INDEX_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]*$/, 'lower-case letters, digits and dashes')
    .default('bole-'),

  /** `embedded`, or a URL such as postgres://user:password@host:5432/bole. */
  BOLE_DATABASE: z.union([z.literal('embedded'), z.url({ protocol: /^postgres(ql)?$/ })]).default('embedded'),

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
});

type Settings = z.output<typeof settings>;

/** Settings by topic; what the services inject. */
export interface BoleConfig {
  readonly http: { readonly port: number; readonly host: string };
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
  };
}

export const BOLE_CONFIG = Symbol('BoleConfig');

export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Reads the settings; `environment` is `process.env` but in tests. Throws a ConfigError that names every wrong variable. */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): BoleConfig {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([name, value]) => name.startsWith('BOLE_') && value !== ''),
  );
  const unknown = Object.keys(given).filter((name) => !(name in settings.shape) && !NOT_OURS.has(name));
  const parsed = settings.safeParse(given);
  const faults = [
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

function sentence(issue: z.core.$ZodIssue, given: Readonly<Record<string, string | undefined>>): string {
  const name = String(issue.path[0]);
  return `${name} is "${given[name] ?? ''}": ${issue.message}`;
}

function arrange(from: Settings): BoleConfig {
  return {
    http: { port: from.BOLE_PORT, host: from.BOLE_HOST },
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
    },
  };
}
