import { type SearchDeletion, type SearchDocument } from '../../search-engine';
import { difference, postingsOf, StatisticsChange, type Posting } from './postings';
import { type Run, type SearchDatabase } from './search-database';

/** What a document is to become: its postings, or none when it is removed. */
export interface Change {
  readonly id: string;
  readonly version: number;
  readonly gone: boolean;
  readonly postings: readonly Posting[];
}

export function replacement(document: SearchDocument): Change {
  return { id: document.id, version: document.version, gone: false, postings: postingsOf(document) };
}

export function removal({ id, version }: SearchDeletion): Change {
  return { id, version, gone: true, postings: [] };
}

/**
 * Applies changes to the generations that `targets` names, in transactions of some hundred documents. Documents are
 * locked by generation and id, then the statistics by generation and field: the same order in every process, so
 * writers wait for one another but never in a circle.
 */
export async function applyChanges(
  database: SearchDatabase,
  changes: readonly Change[],
  targets: (run: Run) => Promise<readonly string[]>,
): Promise<void> {
  for (const part of parts(changes)) {
    await database.transaction(async (run) => {
      const pending: { generation: string; statistics: StatisticsChange }[] = [];
      for (const generation of await targets(run))
        pending.push({ generation, statistics: await applyTo(run, generation, part) });
      // Last, and for as short as can be: all writers of an index share these rows.
      for (const { generation, statistics } of pending) await record(run, generation, statistics);
    });
  }
}

const PART_DOCUMENTS = 500;
const PART_POSTINGS = 50_000;

/** Sorted by id as Postgres sorts it, in parts that are bounded in documents and in postings. */
function parts(changes: readonly Change[]): Change[][] {
  const sorted = [...changes].sort((a, b) => Buffer.compare(Buffer.from(a.id), Buffer.from(b.id)));
  const all: Change[][] = [];
  let postings = Infinity;
  for (const change of sorted) {
    const last = all.at(-1);
    if (
      last === undefined ||
      last.length >= PART_DOCUMENTS ||
      postings + change.postings.length > PART_POSTINGS
    ) {
      all.push([change]);
      postings = change.postings.length;
    } else {
      last.push(change);
      postings += change.postings.length;
    }
  }
  return all;
}

interface StoredDocument {
  readonly id: string;
  readonly doc: string;
  readonly version: string;
  readonly gone: boolean;
  readonly postings: readonly Posting[];
}

/** A stored document and what it is to become. */
interface Step {
  readonly doc: string;
  readonly before: readonly Posting[];
  readonly wasAlive: boolean;
  readonly next: Change;
}

async function applyTo(run: Run, generation: string, changes: readonly Change[]): Promise<StatisticsChange> {
  const steps = await takeDocuments(run, generation, changes);
  await writePostings(run, generation, steps);
  const statistics = new StatisticsChange();
  for (const { before, wasAlive, next } of steps) {
    statistics.add(before, wasAlive, -1);
    statistics.add(next.postings, !next.gone, 1);
  }
  return statistics;
}

/** Writes the documents that are new or newer, and locks them; older changes fall away here. */
async function takeDocuments(run: Run, generation: string, changes: readonly Change[]): Promise<Step[]> {
  const inserted = await run<{ id: string; doc: string }>(INSERT_DOCUMENTS, [
    generation,
    ...columns(changes),
  ]);
  const docs = new Map(inserted.map(({ id, doc }) => [id, doc]));
  const steps: Step[] = [];
  const old = new Map<string, Change>();
  for (const next of changes) {
    const doc = docs.get(next.id);
    if (doc === undefined) old.set(next.id, next);
    else steps.push({ doc, before: [], wasAlive: false, next });
  }
  if (old.size === 0) return steps;

  const updates: Step[] = [];
  for (const stored of await run<StoredDocument>(LOCK_DOCUMENTS, [generation, [...old.keys()]])) {
    const next = old.get(stored.id);
    if (next === undefined || !supersedes(next, stored)) continue;
    updates.push({ doc: stored.doc, before: stored.postings, wasAlive: !stored.gone, next });
  }
  if (updates.length > 0)
    await run(UPDATE_DOCUMENTS, [generation, ...columns(updates.map(({ next }) => next))]);
  return [...steps, ...updates];
}

/** A newer version always; of the same version a removal, so that a replacement and a removal end alike in any order. */
function supersedes(next: Change, stored: StoredDocument): boolean {
  const version = Number(stored.version);
  return next.version > version || (next.version === version && next.gone && !stored.gone);
}

function columns(changes: readonly Change[]): unknown[] {
  return [
    changes.map(({ id }) => id),
    changes.map(({ version }) => version),
    changes.map(({ gone }) => gone),
    changes.map(({ postings }) => JSON.stringify(postings)),
  ];
}

async function writePostings(run: Run, generation: string, steps: readonly Step[]): Promise<void> {
  const removed: Row[] = [];
  const put: Row[] = [];
  for (const { doc, before, next } of steps) {
    const change = difference(before, next.postings);
    for (const posting of change.removed) removed.push({ doc, posting });
    for (const posting of change.put) put.push({ doc, posting });
  }
  if (removed.length > 0) {
    const { fields, terms, docs } = unzip(removed);
    await run(DELETE_POSTINGS, [generation, fields, terms, docs]);
  }
  if (put.length > 0) {
    const { fields, terms, docs, frequencies, lengths } = unzip(put);
    await run(PUT_POSTINGS, [generation, fields, terms, docs, frequencies, lengths]);
  }
}

interface Row {
  readonly doc: string;
  readonly posting: Posting;
}

/** Rows as columns, by field and term, so that neighbours in the index are written together. */
function unzip(rows: Row[]) {
  rows.sort(({ posting: a }, { posting: b }) => a[0] - b[0] || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0));
  return {
    fields: numbers(rows.map(({ posting }) => posting[0])),
    terms: rows.map(({ posting }) => posting[1]),
    docs: numbers(rows.map(({ doc }) => doc)),
    frequencies: numbers(rows.map(({ posting }) => posting[2])),
    lengths: numbers(rows.map(({ posting }) => posting[3])),
  };
}

/** An array of numbers as Postgres reads it; the driver would quote each of some ten thousand by itself. */
function numbers(values: readonly (number | string)[]): string {
  return `{${values.join(',')}}`;
}

async function record(run: Run, generation: string, statistics: StatisticsChange): Promise<void> {
  for (const { field, documents, tokens } of statistics.rows())
    await run(ADD_STATISTICS, [generation, field, documents, tokens]);
}

const statement = (name: string, text: string) => ({ name: `search_${name}`, text });

const INSERT_DOCUMENTS = statement(
  'insert_documents',
  `INSERT INTO search.document (generation, id, version, gone, postings)
   SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::boolean[], $5::json[])
   ON CONFLICT (generation, id) DO NOTHING RETURNING id, doc`,
);
const LOCK_DOCUMENTS = statement(
  'lock_documents',
  `SELECT id, doc, version, gone, postings FROM search.document
   WHERE generation = $1 AND id = ANY ($2::text[]) ORDER BY id FOR UPDATE`,
);
const UPDATE_DOCUMENTS = statement(
  'update_documents',
  `UPDATE search.document AS d SET version = c.version, gone = c.gone, postings = c.postings
   FROM unnest($2::text[], $3::bigint[], $4::boolean[], $5::json[]) AS c (id, version, gone, postings)
   WHERE d.generation = $1 AND d.id = c.id COLLATE "C"`,
);
const DELETE_POSTINGS = statement(
  'delete_document_postings',
  `DELETE FROM search.posting AS p
   USING unnest($2::smallint[], $3::text[], $4::bigint[]) AS c (field, term, doc)
   WHERE p.generation = $1 AND p.field = c.field AND p.term = c.term COLLATE "C" AND p.doc = c.doc`,
);
const PUT_POSTINGS = statement(
  'put_postings',
  `INSERT INTO search.posting (generation, field, term, doc, frequency, length)
   SELECT $1, * FROM unnest($2::smallint[], $3::text[], $4::bigint[], $5::integer[], $6::real[])
   ON CONFLICT (generation, field, term, doc) DO UPDATE SET frequency = excluded.frequency, length = excluded.length`,
);
const ADD_STATISTICS = statement(
  'add_statistics',
  `UPDATE search.field_statistics SET documents = documents + $3, tokens = tokens + $4 WHERE generation = $1 AND field = $2`,
);
