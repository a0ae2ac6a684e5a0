import { Acting, type ActingScope, TypeOrmUnitOfWork, type UnitOfWork } from '@bole/persistence';

/** A query as the gateway asked it. */
export interface AskedQuery {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

/** `city = $1`, `signal.tenant = $2` */
const NAMES_A_CITY = /((?:\w+\.)?\b(?:city|tenant)\s*=\s*\$\d+)/gi;

/** Keeps every query that names a city while somebody of `city` asks, once each. */
export function keepQueries(city: string): { readonly asked: readonly AskedQuery[]; stop(): void } {
  const asked = new Map<string, AskedQuery>();
  // A method of the prototype, called with its own `this` below.
  const { query } = TypeOrmUnitOfWork.prototype as { query: UnitOfWork['query'] };
  const spy = jest.spyOn(TypeOrmUnitOfWork.prototype, 'query').mockImplementation(function (
    this: TypeOrmUnitOfWork,
    sql: string,
    parameters: readonly unknown[] = [],
  ) {
    if (Acting.current()?.city === city && sql.search(NAMES_A_CITY) >= 0) asked.set(sql, { sql, parameters });
    return query.call(this, sql, parameters);
  });
  return {
    get asked() {
      return [...asked.values()];
    },
    stop: () => spy.mockRestore(),
  };
}

/** What the query finds when it has forgotten the city, as text. */
export async function askWithoutCity(
  work: UnitOfWork,
  scope: ActingScope,
  { sql, parameters }: AskedQuery,
): Promise<string> {
  const forgetful = sql.replace(NAMES_A_CITY, '($1 or true)');
  return JSON.stringify(await Acting.run(scope, () => work.query(forgetful, parameters)));
}
