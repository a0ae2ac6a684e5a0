import { Query } from '@nestjs/cqrs';
import { type Consent } from '../../contact';

export interface ConsentChangeEntry {
  readonly at: string;
  readonly by: { readonly kind: 'person' | 'key' | 'feed'; readonly id: string; readonly name: string };
  /** Null where nothing was known before. */
  readonly before: Consent | null;
  readonly after: Consent & { readonly proof?: string };
}

/** How the consent of one contact changed, oldest first. Throws NotFoundError. */
export class ListConsentChangesQuery extends Query<{ readonly items: readonly ConsentChangeEntry[] }> {
  constructor(readonly id: string) {
    super();
  }
}
