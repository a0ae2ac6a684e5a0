import { cityOf } from './divisions';

/** The keeper of what lies in no city of GB/T 2260: projects abroad, and places that name a province alone. */
export const NO_CITY = '000000';

/** The city, as a tenant, that a place belongs to. `division` is a GB/T 2260 code of any level. */
export function tenantOf(division: string | undefined): string {
  return (division === undefined ? undefined : cityOf(division)) ?? NO_CITY;
}
