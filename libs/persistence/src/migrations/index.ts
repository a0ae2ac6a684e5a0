import { type MigrationInterface } from 'typeorm';

/** All migrations in order. Each lib owns one Postgres schema; only these files hold DDL. */
export const MIGRATIONS: (new () => MigrationInterface)[] = [];
