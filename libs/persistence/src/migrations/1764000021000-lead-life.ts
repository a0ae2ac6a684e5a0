import { type MigrationInterface, type QueryRunner } from 'typeorm';

/** What people carry of a lead: its stage, who has it, what comes next, tasks, and all that was ever decided. */
export class LeadLife1764000021000 implements MigrationInterface {
  readonly name = 'LeadLife1764000021000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of [...TABLES, ...ACCESS]) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop table leads.lead_task, leads.lead_entry, leads.lead`);
  }
}

const BY = `by_kind text not null check (by_kind in ('person', 'key')),
     by_id text not null,
     by_name text not null`;

const TABLES = [
  `create table leads.lead (
     city text not null references access.city (code),
     lead_id text not null,
     project_id text not null,
     investor_id text not null,
     stage text not null
       check (stage in ('introduced', 'negotiating', 'signed', 'started', 'funded', 'operating')),
     stage_since timestamptz not null,
     state text not null check (state in ('open', 'paused', 'lost')),
     reason text,
     resume_on date,
     owner_id text,
     owner_name text,
     code_name text check (length(code_name) between 1 and 60),
     next_step text check (length(next_step) between 1 and 500),
     next_step_on date,
     amount float8 check (amount > 0),
     currency text,
     amount_cny float8 check (amount_cny > 0),
     opened_at timestamptz not null,
     changed_at timestamptz not null,
     revision bigint not null check (revision > 0),
     primary key (city, lead_id),
     check ((state = 'open') = (reason is null)),
     check ((state = 'paused') = (resume_on is not null)),
     check ((owner_id is null) = (owner_name is null)),
     check ((next_step is null) = (next_step_on is null)),
     check ((amount is null) = (currency is null))
   )`,
  `comment on table leads.lead is
     'What officers carry of a lead; made at the first decision. Apart from matching.match, so that no rescore undoes it.'`,
  `comment on column leads.lead.amount_cny is 'What was signed, at the reference rate; null where the currency has none.'`,
  `create index lead_project on leads.lead (project_id)`,
  `create index lead_investor on leads.lead (investor_id)`,
  `create index lead_owner on leads.lead (city, owner_id, next_step_on)`,
  `create unique index lead_code_name on leads.lead (city, lower(code_name))`,
  `create table leads.lead_entry (
     seq bigint generated always as identity primary key,
     city text not null,
     lead_id text not null,
     project_id text not null,
     investor_id text not null,
     at timestamptz not null,
     ${BY},
     kind text not null,
     data jsonb not null,
     note text check (length(note) between 1 and 2000),
     foreign key (city, lead_id) references leads.lead (city, lead_id)
   )`,
  `comment on table leads.lead_entry is 'The history of a lead: every decision as it was made. Rows are added, never changed but to erase a person.'`,
  `create index lead_entry_lead on leads.lead_entry (city, lead_id, seq)`,
  `create table leads.lead_task (
     id text primary key,
     city text not null,
     lead_id text not null,
     project_id text not null,
     investor_id text not null,
     title text not null check (length(title) between 1 and 300),
     due_on date,
     owner_id text,
     owner_name text,
     created_at timestamptz not null,
     done_at timestamptz,
     revision bigint not null default 1 check (revision > 0),
     foreign key (city, lead_id) references leads.lead (city, lead_id),
     check ((owner_id is null) = (owner_name is null))
   )`,
  `create index lead_task_lead on leads.lead_task (city, lead_id)`,
  `create index lead_task_open on leads.lead_task (city, owner_id, due_on) where done_at is null`,
];

const ACTING_CITY = `(select access.acting_city())`;
const ACTING_PROJECTS = `(select access.acting_projects())`;

const ACCESS = ['lead', 'lead_entry', 'lead_task'].flatMap((table) => [
  `alter table leads.${table} enable row level security`,
  `create policy gateway on leads.${table} to bole_gateway
     using (city = ${ACTING_CITY} and ${ACTING_PROJECTS} is null)`,
  `create policy service on leads.${table} to bole_service using (${ACTING_CITY} in ('*', city))`,
  `grant select, insert on leads.${table} to bole_gateway`,
  // The clocks, digests and figures of all cities are made from what their officers decide.
  `grant select on leads.${table} to bole_service`,
]);
ACCESS.push(
  `grant update on leads.lead, leads.lead_task to bole_gateway`,
  `grant update (note, data) on leads.lead_entry to bole_gateway`,
);
