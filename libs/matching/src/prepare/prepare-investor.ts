import { cityOf } from '@bole/taxonomy';
import { type InvestorFacts } from '../facts/facts';
import { type InvestorRecord, type Touch } from '../records/records';
import { dealingsOf, type Event } from './dealings';
import { byTimeAndId, inOrder } from './in-order';
import { type Dealings, type PreparedInvestor } from './prepared';
import { revealedProfile } from './revealed-profile';

/** Everything about one investor that does not depend on the project, computed once. What is later than `asOf` does not count. */
export function prepareInvestor(record: InvestorRecord, asOf: Date): PreparedInvestor {
  const { facts } = record;
  const instant = asOf.getTime();
  const deeds = inOrder(record.deeds, instant);
  const touches = inOrder(record.touches, instant);
  return {
    facts,
    asOf: instant,
    industries: new Set([...facts.industries.grains, ...facts.seeks.industries.grains]),
    ownIndustries: new Set(facts.industries.grains),
    keywords: new Set(facts.keywords),
    presence: presenceOf(facts),
    revealed: revealedProfile(deeds, instant),
    withProject: dealingsBy([...touches, ...deeds].sort(byTimeAndId), (event) => event.projectId, instant),
    withCity: dealingsBy(touches, cityMeant, instant),
  };
}

function presenceOf(facts: InvestorFacts): PreparedInvestor['presence'] {
  return facts.home === undefined ? facts.presence : [facts.home, ...facts.presence];
}

/** A signal about a project is the project's; only one about the city as a whole is the city's. */
function cityMeant(event: Event): string | undefined {
  const touch = event as Touch;
  return touch.projectId === undefined && touch.city !== undefined ? cityOf(touch.city) : undefined;
}

function dealingsBy(
  events: readonly Event[],
  targetOf: (event: Event) => string | undefined,
  asOf: number,
): ReadonlyMap<string, Dealings> {
  const byTarget = new Map<string, Event[]>();
  for (const event of events) {
    const target = targetOf(event);
    if (target === undefined) continue;
    const list = byTarget.get(target);
    if (list === undefined) byTarget.set(target, [event]);
    else list.push(event);
  }
  return new Map([...byTarget].map(([target, list]) => [target, dealingsOf(list, asOf)]));
}
