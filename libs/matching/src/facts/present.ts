/** The members of `members` that are there: an absent value is left out, as JSON and exact optional types want it. */
export function present<Members extends object>(members: Members): Present<Members> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== undefined),
  ) as Present<Members>;
}

type Present<Members> = { readonly [Name in keyof Members]?: Exclude<Members[Name], undefined> };
