/** How to reach a Postgres server; the shape that pg's Pool and TypeORM both take. */
export interface PostgresConnection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  /** Absent: no TLS. */
  readonly ssl?: { readonly rejectUnauthorized: boolean };
}
