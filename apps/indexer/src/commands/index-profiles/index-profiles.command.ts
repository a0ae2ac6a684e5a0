import { Command } from '@nestjs/cqrs';
import { type DecodedBatch } from '@bole/platform';
import { type IndexBuild, type SearchEngine, type SearchIndex } from '@bole/search';

/** Where documents go: the live index, or one that is being built. */
export type IndexTarget =
  | { readonly kind: 'live'; readonly engine: SearchEngine }
  | { readonly kind: 'build'; readonly builds: Readonly<Record<SearchIndex, IndexBuild>> };

/** Puts the profiles of a batch into an index; those that are closed or withdrawn are taken out. Safe to repeat. */
export class IndexProfilesCommand extends Command<void> {
  constructor(
    readonly batch: DecodedBatch,
    readonly target: IndexTarget,
  ) {
    super();
  }
}
