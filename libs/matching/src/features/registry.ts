import { amountLift } from './amount-lift.feature';
import { backers } from './backers.feature';
import { chainGap } from './chain-gap.feature';
import { cityContacts } from './city-contacts.feature';
import { cityInterest } from './city-interest.feature';
import { cityLift } from './city-lift.feature';
import { closestCompanion } from './closest-companion.feature';
import { coInvestors } from './co-investors.feature';
import { contacts } from './contacts.feature';
import { countryLift } from './country-lift.feature';
import { declaredIndustry } from './declared-industry.feature';
import { declaredKeywords } from './declared-keywords.feature';
import { declaredPlace } from './declared-place.feature';
import { distinctWords } from './distinct-words.feature';
import { fundingStage } from './funding-stage.feature';
import { homePlace } from './home-place.feature';
import { industryLift } from './industry-lift.feature';
import { land } from './land.feature';
import { lastRound } from './last-round.feature';
import { missedMeetings } from './missed-meetings.feature';
import { onlineInterest } from './online-interest.feature';
import { pace } from './pace.feature';
import { projectType } from './project-type.feature';
import { provinceLift } from './province-lift.feature';
import { recency } from './recency.feature';
import { refusals } from './refusals.feature';
import { revealedIndustry } from './revealed-industry.feature';
import { revealedKeywords } from './revealed-keywords.feature';
import { revealedPlace } from './revealed-place.feature';
import { revealedSize } from './revealed-size.feature';
import { similarDeals } from './similar-deals.feature';
import { size } from './size.feature';
import { stageLift } from './stage-lift.feature';
import { tenure } from './tenure.feature';
import { timing } from './timing.feature';
import { volume } from './volume.feature';
import { type Feature } from './feature';

/** Every feature there is. Ranking, models, reasons and their checks follow from this list. */
export const FEATURES: readonly Feature[] = [
  declaredIndustry,
  declaredKeywords,
  chainGap,
  declaredPlace,
  homePlace,
  size,
  land,
  projectType,
  timing,
  revealedIndustry,
  revealedKeywords,
  revealedPlace,
  revealedSize,
  fundingStage,
  coInvestors,
  similarDeals,
  industryLift,
  countryLift,
  provinceLift,
  cityLift,
  stageLift,
  amountLift,
  distinctWords,
  closestCompanion,
  backers,
  lastRound,
  tenure,
  pace,
  volume,
  recency,
  onlineInterest,
  cityInterest,
  refusals,
  contacts,
  cityContacts,
  missedMeetings,
];

const byName = new Map(FEATURES.map((feature) => [feature.name, feature]));

export function featureNamed(name: string): Feature | undefined {
  return byName.get(name);
}
