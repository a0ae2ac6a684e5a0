import { type Client, type estypes } from '@elastic/elasticsearch';
import { SearchError } from '../../search-error';
import { Again, asked, withRetries } from './elasticsearch-connection';
import { type Write } from './mapping';

/**
 * Sends the writes to every alias that `targets` names; it is asked anew before each request and each repetition.
 * An older version that meets a newer one is no error. A busy server, or an alias that moved in between, is tried
 * again a few times; anything else that an item meets is an error that names the document. `gone` makes the error
 * when an alias stays missing.
 */
export async function writeAll(
  client: Client,
  writes: readonly Write[],
  targets: () => Promise<readonly string[]>,
  gone: () => SearchError,
): Promise<void> {
  for (const part of parts(writes)) {
    let left = part;
    await withRetries(async () => {
      const aliases = await targets();
      const outcome = await writeOnce(client, aliases, left);
      if (outcome === undefined) return undefined;
      left = outcome.left;
      return new Again(outcome.reason === 'missing' ? gone() : outcome.error);
    });
  }
}

const PART_WRITES = 500;
const PART_CHARACTERS = 4_000_000;

/** What has to be tried again, and why; undefined when all is written. */
type Outcome =
  | { readonly reason: 'missing'; readonly left: readonly Write[] }
  | { readonly reason: 'busy'; readonly left: readonly Write[]; readonly error: SearchError }
  | undefined;

async function writeOnce(
  client: Client,
  aliases: readonly string[],
  writes: readonly Write[],
): Promise<Outcome> {
  const operations = aliases.flatMap((alias) => writes.flatMap((write) => lines(alias, write)));
  const response = await asked(() => client.bulk({ operations }));
  if (!response.errors) return undefined;

  const left = new Set<Write>();
  let busy: SearchError | undefined;
  response.items.forEach((item, at) => {
    const write = writes[at % writes.length];
    const result = Object.values(item)[0];
    if (write === undefined || result?.error === undefined || result.status === CONFLICT) return;
    left.add(write);
    if (result.status === NOT_FOUND) return;
    const error = refusal(write, result);
    if (!BUSY.has(result.status)) throw error;
    busy ??= error;
  });
  if (left.size === 0) return undefined;
  return busy === undefined
    ? { reason: 'missing', left: [...left] }
    : { reason: 'busy', left: [...left], error: busy };
}

/** A newer version is there already. */
const CONFLICT = 409;
const NOT_FOUND = 404;
/** Too many requests (a full queue, a full disk), or a shard that is not there yet. */
const BUSY: ReadonlySet<number> = new Set([429, 503]);

/** By alias only: without it a late write would make the server create an index by itself. */
function lines(
  alias: string,
  { id, version, versionType, source }: Write,
): [estypes.BulkOperationContainer, string] {
  return [
    { index: { _index: alias, _id: id, version, version_type: versionType, require_alias: true } },
    source,
  ];
}

function refusal({ id }: Write, { status, error }: estypes.BulkResponseItem): SearchError {
  const words = [error?.type, error?.reason, error?.caused_by?.reason].filter(Boolean).join(': ');
  return new SearchError(
    'SEARCH_WRITE_REFUSED',
    `Elasticsearch refused document "${id}" with ${status}: ${words}`,
  );
}

function parts(writes: readonly Write[]): (readonly Write[])[] {
  const all: Write[][] = [];
  let characters = 0;
  for (const write of writes) {
    const last = all.at(-1);
    characters += write.source.length;
    if (last === undefined || last.length >= PART_WRITES || characters > PART_CHARACTERS) {
      all.push([write]);
      characters = write.source.length;
    } else last.push(write);
  }
  return all;
}
