import { Command } from '@nestjs/cqrs';

export const LINK_MINUTES = 15;

export interface OneTimeLink {
  /** Of the console's page that signs in by it; the secret is in it. */
  readonly url: string;
  readonly token: string;
  readonly expiresAt: string;
}

/**
 * Makes a link that signs a person in once, within 15 minutes, for `city` or the city signed in to last. For the operator: needs the
 * scope of all cities. Throws NotFoundError for an unknown address, and for a city that the person is no member of.
 */
export class CreateOneTimeLinkCommand extends Command<OneTimeLink> {
  constructor(
    readonly email: string,
    readonly city?: string,
  ) {
    super();
  }
}
