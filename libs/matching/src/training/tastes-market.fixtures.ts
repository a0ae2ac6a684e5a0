import { seededRandom } from '@bole/kernel';
import { type DealHistory } from '../evaluation/deal-history';
import { anInvestor, aProject } from '../matching.fixtures';
import { type Deed } from '../records/records';

const INDUSTRIES = ['C3841', 'I6513', 'C2710', 'A0111', 'C3610', 'J6621'];
const DIVISIONS = ['320500', '440300', '110000', '330100'];

/** Forty investors who each keep to a place and, less strictly, to an industry, with deals of six years. `nameOf` gives ids. */
export function tastesMarket(
  nameOf: (kind: string, at: number) => string = (kind, place) => `${kind}_${place}`,
): DealHistory {
  const random = seededRandom(11);
  const pick = (count: number) => Math.floor(random() * count);
  const tastes = Array.from({ length: 40 }, (_, place) => ({
    id: nameOf('inv', place),
    industry: place % INDUSTRIES.length,
    division: place % DIVISIONS.length,
  }));
  const projects = Array.from({ length: 900 }, (_, place) => {
    const [industry, division] = [pick(INDUSTRIES.length), pick(DIVISIONS.length)];
    const place_ = { country: 'CHN', division: DIVISIONS[division] ?? '' };
    const facts = aProject({ industries: [INDUSTRIES[industry] ?? ''], place: place_ }, nameOf('prj', place));
    return { facts, industry, division, on: Date.UTC(2006, 0, 1) + place * 2.4 * 86_400_000 };
  });
  const deeds = projects.flatMap(({ facts, industry, division, on }, place): Deed[] => {
    const worth = tastes.map((taste) => ({
      taste,
      value: (taste.industry === industry ? 1 : 0) + (taste.division === division ? 2.5 : 0) + 1.2 * random(),
    }));
    const [best] = worth.sort((a, b) => b.value - a.value);
    const investorId = best?.taste.id ?? '';
    return [{ signalId: `sig_${place}`, investorId, projectId: facts.id, occurredAt: on, kind: 'signing' }];
  });
  return {
    investors: new Map(tastes.map(({ id }) => [id, anInvestor({}, id)])),
    projects: new Map(projects.map(({ facts }) => [facts.id, facts])),
    deeds,
  };
}
