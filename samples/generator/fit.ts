import { cityOf, clusterOf, commonIndustryDepth, province, toCny } from '@bole/taxonomy';
import { type SampleInvestor, type SubmittedInvestor } from './investors';
import { type SampleProject } from './projects';

/**
 * How well a sample investor and a sample project suit each other, 0 to 1: what their journey together is drawn from.
 * A rough measure of its own, on purpose not the one by which Bole matches.
 */
export function fitOf({ record: investor }: SampleInvestor, { record: project }: SampleProject): number {
  const seeks = investor.profile.seeks;
  if (seeks === undefined) return 0;
  const wanted = [...(project.profile.industries ?? []), ...(project.profile.chainGap?.industries ?? [])];
  const depth = Math.max(
    0,
    ...(seeks.industries ?? []).flatMap((code) => wanted.map((other) => commonIndustryDepth(code, other))),
  );
  const industry = [0, 0.1, 0.45, 0.9, 1][depth] ?? 0;
  const place = Math.max(
    0,
    ...(seeks.places ?? []).map(({ division }) =>
      placeFit(division ?? '', project.profile.place.division ?? ''),
    ),
  );
  const type = (seeks.projectTypes ?? []).includes(project.profile.type) ? 1 : 0;
  return (
    industry *
    (0.3 + 0.3 * place + 0.25 * (overlap(seeks.capex, project.profile.capex) ? 1 : 0) + 0.15 * type)
  );
}

/** 1 in the same city, less in the same province or cluster. */
function placeFit(sought: string, offered: string): number {
  if (cityOf(sought) !== undefined && cityOf(sought) === cityOf(offered)) return 1;
  if (province(sought) === province(offered)) return cityOf(sought) === undefined ? 1 : 0.6;
  const cluster = clusterOf(sought);
  return cluster !== undefined && cluster.id === clusterOf(offered)?.id ? 0.4 : 0;
}

type Range = NonNullable<NonNullable<SubmittedInvestor['profile']['seeks']>['capex']>;

function overlap(a: Range | undefined, b: Range | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const [aMin, aMax, bMin, bMax] = [
    yuan(a.min ?? 0, a),
    yuan(a.max ?? 1e15, a),
    yuan(b.min ?? 0, b),
    yuan(b.max ?? 1e15, b),
  ];
  return aMin <= bMax && bMin <= aMax;
}

function yuan(amount: number, { currency }: Range): number {
  return toCny(amount, currency) ?? 0;
}
