/** How to reach the Postgres server; the shape of the same name in libs/persistence fits. */
export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}
