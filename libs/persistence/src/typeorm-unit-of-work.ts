import { AsyncLocalStorage } from 'node:async_hooks';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Random } from '@bole/kernel';
import { type DataSource, type QueryRunner } from 'typeorm';
import { putIntoOutbox } from './outbox/put-into-outbox';
import { OutboxBell } from './outbox/outbox-bell';
import { fetchRows, type StreamOptions } from './row-stream';
import { Acting, type ActingScope } from './scope/acting-scope';
import { ScopedConnections } from './scope/scoped-connections';
import { type Transaction, type UnitOfWork } from './unit-of-work';

export interface UnitOfWorkOptions {
  /** Whose outbox the events go into: one relay per service carries them to the log. */
  readonly service: string;
  /** Spreads the retries of transactions that collided. */
  readonly random: Random;
  /** In whose name work is done that names nobody; absent: nothing that a city keeps is seen then. */
  readonly scope?: ActingScope;
}

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 10;

/** serialization_failure and deadlock_detected: Postgres asks for the whole transaction again. */
const COLLISIONS = new Set(['40001', '40P01']);

/** What is open: a unit that stands by itself, or one that others join. */
type Open = 'alone' | JoinedUnit;

interface JoinedUnit {
  readonly transaction: Transaction;
  readonly scope: ActingScope | undefined;
  /** The first error of a unit that joined: what it wrote before may not commit. */
  failure?: { readonly error: unknown };
}

/** Units of work over a data source, at Postgres's default isolation (read committed). One inside another is an error, but within `join`. */
export class TypeOrmUnitOfWork implements UnitOfWork {
  private readonly open = new AsyncLocalStorage<Open>();
  private readonly bell: OutboxBell;
  private readonly connections = new ScopedConnections();

  constructor(
    private readonly dataSource: DataSource,
    private readonly options: UnitOfWorkOptions,
  ) {
    this.bell = new OutboxBell(dataSource, options.service);
  }

  async run<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const open = this.open.getStore();
    if (open !== undefined && open !== 'alone') return this.joining(open, work);
    this.mustBeFirst();
    return this.retried(() => this.open.run('alone', () => this.attempt(work)));
  }

  async join<Result>(work: () => Promise<Result>): Promise<Result> {
    this.mustBeFirst();
    const scope = Acting.current() ?? this.options.scope;
    return this.retried(() =>
      this.attempt(async (transaction) => {
        const unit: JoinedUnit = { transaction, scope };
        const result = await this.open.run(unit, work);
        if (unit.failure !== undefined) throw unit.failure.error;
        return result;
      }),
    );
  }

  private async joining<Result>(
    unit: JoinedUnit,
    work: (transaction: Transaction) => Promise<Result>,
  ): Promise<Result> {
    this.mustActFor(unit);
    try {
      return await this.open.run('alone', () => work(unit.transaction));
    } catch (error) {
      unit.failure ??= { error };
      throw error;
    }
  }

  private mustBeFirst(): void {
    if (this.open.getStore() === undefined) return;
    throw new Error('A unit of work was begun inside another: pass the open transaction on instead');
  }

  /** The connection was opened in one scope: another would see what it may not. */
  private mustActFor({ scope }: JoinedUnit): void {
    if ((Acting.current() ?? this.options.scope) === scope) return;
    throw new Error('A unit of work acts for another city than the one that it joins');
  }

  private async retried<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let count = 1; ; count++) {
      try {
        return await attempt();
      } catch (error) {
        if (count === ATTEMPTS || !COLLISIONS.has(postgresCode(error))) throw error;
        await sleep(FIRST_PAUSE_MS * 2 ** count * (0.5 + this.options.random()));
      }
    }
  }

  async query<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
  ): Promise<Row[]> {
    const open = this.open.getStore();
    if (open !== undefined && open !== 'alone') {
      this.mustActFor(open);
      return open.transaction.query<Row>(sql, parameters);
    }
    const runner = this.dataSource.createQueryRunner();
    try {
      await this.connections.enter(runner, Acting.current() ?? this.options.scope);
      return await rowsOf<Row>(runner, sql, parameters);
    } finally {
      await runner.release();
    }
  }

  stream<Row = Record<string, unknown>>(
    sql: string,
    parameters: readonly unknown[] = [],
    options: StreamOptions = {},
  ): AsyncIterable<Row[]> {
    const scope = Acting.current() ?? this.options.scope;
    return this.streamIn<Row>(scope, sql, parameters, options);
  }

  private async *streamIn<Row>(
    scope: ActingScope | undefined,
    ...[sql, parameters, options]: [string, readonly unknown[], StreamOptions]
  ): AsyncGenerator<Row[], void, undefined> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await this.connections.enter(runner, scope);
      yield* fetchRows<Row>(runner, sql, parameters, options);
    } finally {
      await runner.release();
    }
  }

  private async attempt<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    const runner = this.dataSource.createQueryRunner();
    let emitted = false;
    const transaction: Transaction = {
      query: <Row>(sql: string, parameters: readonly unknown[] = []) => rowsOf<Row>(runner, sql, parameters),
      emit: async (events) => {
        if (events.length === 0) return;
        emitted = true;
        await putIntoOutbox(transaction, this.options.service, events);
      },
    };
    try {
      await this.connections.enter(runner, Acting.current() ?? this.options.scope);
      await runner.startTransaction();
      const result = await work(transaction);
      await runner.commitTransaction();
      if (emitted) this.bell.ring();
      return result;
    } catch (error) {
      // A connection that is gone has rolled back by itself; what matters is the first error.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined);
      throw error;
    } finally {
      await runner.release();
    }
  }
}

/** The structured result, because the plain one of an UPDATE or DELETE … RETURNING is not its rows. */
async function rowsOf<Row>(runner: QueryRunner, sql: string, parameters: readonly unknown[]): Promise<Row[]> {
  const result = await runner.query(sql, [...parameters], true);
  return (result.records as Row[] | undefined) ?? [];
}

/** The SQLSTATE of an error that came from Postgres, as it is or wrapped by TypeORM; else ''. */
function postgresCode(error: unknown): string {
  const { code, driverError } = (error ?? {}) as { code?: string; driverError?: { code?: string } };
  return driverError?.code ?? code ?? '';
}
