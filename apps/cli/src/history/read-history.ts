import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FUNDING_STAGES, problemsOf } from '@bole/contracts';
import { InvalidInputError } from '@bole/kernel';
import { cellText, fileAt, type InputFile, readCsv, readNdjson } from '@bole/profiles';
import {
  type History,
  type HistoryCompany,
  type HistoryDeal,
  type HistoryInvestor,
  type HistoryProblem,
} from './history';

/** The files of a history. */
export interface HistoryFiles {
  readonly investors: InputFile;
  readonly companies: InputFile;
  /** date, investor_id, company_id, stage, amount_usd; in order of date. */
  readonly deals: InputFile;
}

/** Finds the files of a history in a folder. Throws an InvalidInputError that names those that are not there. */
export async function historyFiles(folder: string): Promise<HistoryFiles> {
  const names = { investors: 'investors.ndjson', companies: 'companies.ndjson', deals: 'deals.csv' } as const;
  const missing = Object.values(names).filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0)
    throw new InvalidInputError(
      missing.map((name) => ({
        code: 'HISTORY_FILE_MISSING',
        field: 'folder',
        value: folder,
        expected: `a folder with ${name}`,
      })),
    );
  return {
    investors: await fileAt(join(folder, names.investors)),
    companies: await fileAt(join(folder, names.companies)),
    deals: await fileAt(join(folder, names.deals)),
  };
}

/** Opens a history. Profiles are held, deals are streamed. Wrong rows go to `onProblem`, once, and are left out. */
export async function readHistory(
  files: HistoryFiles,
  source: string,
  onProblem: (problem: HistoryProblem) => void,
): Promise<History> {
  const investors = await readLines<HistoryInvestor>(files.investors, investorLine, onProblem);
  const companies = await readLines<HistoryCompany>(files.companies, companyLine, onProblem);
  let told = false;
  return {
    source,
    investors,
    companies,
    deals: () => {
      const report = told ? () => undefined : onProblem;
      told = true;
      return readDeals(files.deals, { investors, companies }, report);
    },
  };
}

/** Many exports write an unknown value as an empty one. */
const text = z.preprocess(
  (value) => (value === '' || value === null ? undefined : value),
  z.string().trim().min(1).max(300).optional(),
);
const name = z.string().trim().min(1).max(300);
const country = z.preprocess(
  (value) => (typeof value === 'string' ? (MISSPELT[value] ?? value) : value),
  text,
);
/** Codes that are not those of ISO 3166-1: Romania and Tanzania. */
const MISSPELT: Readonly<Record<string, string>> = { ROM: 'ROU', TAN: 'TZA' };

const investorLine = z
  .object({ id: name, name, country })
  .transform((line): HistoryInvestor => ({ id: line.id, name: line.name, country: line.country }));

const companyLine = z
  .object({
    id: name,
    name,
    category: text,
    tags: z.array(z.string()).default([]),
    country,
    state: text,
    region: text,
    city: text,
    founded_year: z.number().int().min(1800).max(2100).nullish(),
  })
  .transform((line): HistoryCompany => ({
    id: line.id,
    name: line.name,
    category: line.category,
    tags: line.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''),
    country: line.country,
    region: line.region ?? line.state,
    city: line.city,
    foundedYear: line.founded_year ?? undefined,
  }));

const dealRow = z
  .object({
    date: z.iso.date(),
    investor_id: name,
    company_id: name,
    stage: z.preprocess((value) => (value === '' ? undefined : value), z.enum(FUNDING_STAGES).optional()),
    amount_usd: z.preprocess(
      (value) => (value === '' || value === undefined ? undefined : Number(value)),
      z.number().nonnegative().max(1e15).optional(),
    ),
  })
  .transform((row): HistoryDeal => ({
    day: row.date,
    investorId: row.investor_id,
    companyId: row.company_id,
    stage: row.stage,
    amountUsd: row.amount_usd,
  }));

async function readLines<Line extends { readonly id: string }>(
  file: InputFile,
  schema: z.ZodType<Line>,
  onProblem: (problem: HistoryProblem) => void,
): Promise<Map<string, Line>> {
  const lines = new Map<string, Line>();
  for await (const row of readNdjson(file)) {
    if (row.form !== 'object') {
      if (row.form === 'wrong-row') onProblem({ ...row.problem, file: file.name });
      continue;
    }
    const parsed = schema.safeParse(row.members);
    if (parsed.success) lines.set(parsed.data.id, parsed.data);
    else
      problemsOf(parsed.error, row.members).forEach((problem) =>
        onProblem({ ...problem, file: file.name, row: row.row }),
      );
  }
  return lines;
}

async function* readDeals(
  file: InputFile,
  known: Pick<History, 'investors' | 'companies'>,
  onProblem: (problem: HistoryProblem) => void,
): AsyncGenerator<HistoryDeal> {
  let header: readonly string[] | undefined;
  let last = '';
  for await (const row of readCsv(file)) {
    if (row.form !== 'cells') {
      if (row.form !== 'object') onProblem({ ...row.problem, file: file.name });
      continue;
    }
    const cells = row.cells.map((cell) => (cell === undefined ? '' : cellText(cell)));
    if (header === undefined) {
      header = cells;
      continue;
    }
    const members = Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']));
    const wrong = (problem: { code: string; field: string; value?: string; expected: string }) =>
      onProblem({ ...problem, file: file.name, row: row.row });
    const parsed = dealRow.safeParse(members);
    if (!parsed.success) problemsOf(parsed.error, members).forEach(wrong);
    else if (!known.investors.has(parsed.data.investorId))
      wrong({
        code: 'INVESTOR_UNKNOWN',
        field: 'investor_id',
        value: parsed.data.investorId,
        expected: 'an id of investors.ndjson',
      });
    else if (!known.companies.has(parsed.data.companyId))
      wrong({
        code: 'COMPANY_UNKNOWN',
        field: 'company_id',
        value: parsed.data.companyId,
        expected: 'an id of companies.ndjson',
      });
    else if (parsed.data.day < last)
      wrong({
        code: 'DATE_OUT_OF_ORDER',
        field: 'date',
        value: parsed.data.day,
        expected: `${last} or later: deals in order of date`,
      });
    else {
      last = parsed.data.day;
      yield parsed.data;
    }
  }
}
