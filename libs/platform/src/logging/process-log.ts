import { type LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino, stdSerializers } from 'pino';
import { type BoleConfig } from '../config/bole-config';
import { CorrelationContext } from './correlation-context';

export type ProcessLog = Logger;

/** One JSON object a line, to the configured file or else to standard output, unless told otherwise. */
export function createProcessLog(
  config: Pick<BoleConfig, 'logLevel'> & Partial<Pick<BoleConfig, 'logFile'>>,
  name: string,
  destination?: DestinationStream,
): ProcessLog {
  const options = {
    level: config.logLevel,
    base: { process: name, pid: process.pid },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    mixin: () => ({ ...CorrelationContext.current() }),
    serializers: { err: withoutData },
    redact: { paths: SECRET_PATHS, censor: '[secret]' },
    hooks: { streamWrite: withoutSecrets },
  };
  if (destination !== undefined) return pino(options, destination);
  if (config.logFile === undefined) return pino(options);
  return pino(options, pino.destination({ dest: config.logFile, mkdir: true, append: true, sync: true }));
}

/**
 * An error as it is logged: a failed query's parameters are people's data, and have no place in a log. Nor have Postgres's
 * `detail` (`Key (email)=(…) already exists`) and `where`, which repeat them.
 */
function withoutData(error: Error): object {
  const {
    parameters: _parameters,
    driverError: _driverError,
    detail: _detail,
    where: _where,
    ...rest
  } = stdSerializers.err(error);
  return rest;
}

/** Members that hold secrets wherever they are logged, down to the fourth level. */
const SECRET_PATHS = [
  ...['authorization', 'cookie', '["set-cookie"]', '["x-csrf-token"]', 'csrfToken'],
  ...['password', 'token', 'secret', 'apiKey', 'accessToken', 'refreshToken', 'clientSecret'],
].flatMap((name) => {
  const below = name.startsWith('[') ? name : `.${name}`;
  return [name, `*${below}`, `*.*${below}`, `*.*.*${below}`];
});

/** An API key, or the password of a URL, in whatever text it stands: a message, a stack, an address. */
function withoutSecrets(line: string): string {
  return line
    .replace(/\bbole_\w{4,20}_[\w-]{10,}/g, 'bole_[secret]')
    .replace(/(\b[a-z][a-z+]*:\/\/[^\s:/@"]*):[^\s/@"]+@/g, '$1:[secret]@');
}

/** What Nest tells of its own modules and routes at every start. */
const FRAMEWORK = new Set<unknown>([
  'InstanceLoader',
  'NestApplication',
  'NestFactory',
  'RouterExplorer',
  'RoutesResolver',
]);

type Level = 'debug' | 'info' | 'warn' | 'error' | 'fatal';

/** Lets Nest's `Logger` write here: `logger.warn('A sentence', { fields }, error)`. */
export class NestLog implements LoggerService {
  constructor(private readonly sink: ProcessLog) {}

  log(message: unknown, ...rest: readonly unknown[]): void {
    this.write(FRAMEWORK.has(rest.at(-1)) ? 'debug' : 'info', message, rest);
  }
  warn(message: unknown, ...rest: readonly unknown[]): void {
    this.write('warn', message, rest);
  }
  error(message: unknown, ...rest: readonly unknown[]): void {
    this.write('error', message, rest);
  }
  fatal(message: unknown, ...rest: readonly unknown[]): void {
    this.write('fatal', message, rest);
  }
  debug(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }
  verbose(message: unknown, ...rest: readonly unknown[]): void {
    this.write('debug', message, rest);
  }

  /** Nest hands over what was logged and, last, the name of the logger; between them may stand fields, an error, a stack. */
  private write(level: Level, message: unknown, rest: readonly unknown[]): void {
    const last = rest.at(-1);
    const things = [message, ...(typeof last === 'string' ? rest.slice(0, -1) : rest)];
    const error = things.find((thing) => thing instanceof Error);
    const stack = things.slice(1).find((thing) => typeof thing === 'string');
    const fields = things.filter((thing) => typeof thing === 'object' && !(thing instanceof Error));
    this.sink[level](
      {
        ...(typeof last === 'string' ? { context: last } : {}),
        ...(error === undefined ? {} : { err: error }),
        ...(stack === undefined ? {} : { stack }),
        ...Object.assign({}, ...fields),
      },
      typeof message === 'string' ? message : error?.message,
    );
  }
}
