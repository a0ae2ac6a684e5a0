import { DEED_KINDS, ONLINE_SIGNALS } from '@bole/contracts';
import { ATTRIBUTION_MODELS, type AttributionModel, stageNumber, stageOfSignal, STAGES } from '@bole/insight';
import { toCny } from '@bole/taxonomy';
import { type DrawnSignal, instantOf } from './drawn-signals';

/* What libs/insight computes in SQL, computed once more in plain loops. Times are hours. */

export interface Pair {
  readonly investor: string;
  readonly project: string;
  readonly own: readonly DrawnSignal[];
  readonly first: DrawnSignal;
  readonly stage: number;
  /** When each stage, or a later one, was first seen. */
  readonly at: readonly [number, ...(number | undefined)[]];
  readonly amountCny: number | undefined;
}

export const SIGNED = stageNumber('signed');
const stageOf = (one: DrawnSignal): number =>
  stageNumber(stageOfSignal(one as Parameters<typeof stageOfSignal>[0]));
export const channelOf = (one: DrawnSignal): string => one.channel ?? one.kind;
export const mediumOf = (one: DrawnSignal): string =>
  (ONLINE_SIGNALS as readonly string[]).includes(one.kind) ? 'online' : 'offline';
export const dayOf = (hour: number): string =>
  new Date(instantOf(hour).getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
export const monthOf = (hour: number): string => dayOf(hour).slice(0, 7);
export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((total, number) => total + number, 0);
const inOrder = (a: DrawnSignal, b: DrawnSignal): number => a.hour - b.hour || (a.id < b.id ? -1 : 1);

export function median(numbers: readonly number[]): number | undefined {
  const sorted = [...numbers].sort((a, b) => a - b);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[Math.floor(sorted.length / 2)]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

export function pairsOf(all: readonly DrawnSignal[]): Pair[] {
  const byPair = new Map<string, DrawnSignal[]>();
  for (const one of [...all].sort(inOrder))
    if (one.project !== undefined && one.project !== 'p4')
      byPair.set(`${one.investor} ${one.project}`, [
        ...(byPair.get(`${one.investor} ${one.project}`) ?? []),
        one,
      ]);
  return [...byPair.values()].flatMap((own) => {
    const [first] = own;
    if (first?.project === undefined) return [];
    const stage = Math.max(...own.map(stageOf));
    const at = STAGES.slice(1).map((_, number) => own.find((one) => stageOf(one) >= number + 1)?.hour);
    const money = own.filter((one) => one.kind === 'signing' && one.amount !== undefined).at(-1)?.amount;
    const amountCny = money && toCny(money.amount, money.currency);
    return [
      {
        investor: first.investor,
        project: first.project,
        own,
        first,
        stage,
        at: [first.hour, ...at],
        amountCny,
      },
    ];
  });
}

export function daysToNext(pair: Pair, stage: number): number[] {
  const next = pair.at[stage + 1];
  const own = stage === 0 ? pair.first.hour : pair.own.find((one) => stageOf(one) === stage)?.hour;
  return next === undefined || own === undefined || own > next ? [] : [(next - own) / 24];
}

export function touchesOf(all: readonly DrawnSignal[], { investor, project, at }: Pair): DrawnSignal[] {
  const signedAt = at[SIGNED] ?? Infinity;
  return all
    .filter((one) => one.investor === investor && (one.project === project || one.project === undefined))
    .filter((one) => one.kind !== 'meeting-missed' && !(DEED_KINDS as readonly string[]).includes(one.kind))
    .filter((one) => one.hour < signedAt)
    .sort(inOrder);
}

type Sums = Record<AttributionModel, { signings: number; amountCny: number }>;

export function creditsOf(all: readonly DrawnSignal[], windowDays: number, halfLifeDays: number) {
  const byChannel = new Map<string, Sums>();
  let [signings, unattributed] = [0, 0];
  for (const pair of pairsOf(all)) {
    const signedAt = pair.at[SIGNED];
    if (signedAt === undefined) continue;
    signings++;
    const touches = touchesOf(all, pair).filter(({ hour }) => signedAt - hour <= windowDays * 24);
    if (touches.length === 0) unattributed++;
    const weights = touches.map(({ hour }) => 2 ** (-(signedAt - hour) / 24 / halfLifeDays));
    touches.forEach((touch, at) => {
      const [n, isFirst, isLast] = [touches.length, at === 0, at === touches.length - 1];
      const shares: Record<AttributionModel, number> = {
        firstTouch: isFirst ? 1 : 0,
        lastTouch: isLast ? 1 : 0,
        linear: 1 / n,
        timeDecay: (weights[at] ?? 0) / sum(weights),
        positionBased: n <= 2 ? 1 / n : isFirst || isLast ? 0.4 : 0.2 / (n - 2),
      };
      const key = `${mediumOf(touch)} ${channelOf(touch)}`;
      const sums = byChannel.get(key) ?? zero();
      for (const model of ATTRIBUTION_MODELS) {
        sums[model].signings += shares[model];
        sums[model].amountCny += shares[model] * (pair.amountCny ?? 0);
      }
      byChannel.set(key, sums);
    });
  }
  return { byChannel, signings, unattributed };
}

function zero(): Sums {
  return Object.fromEntries(
    ATTRIBUTION_MODELS.map((model) => [model, { signings: 0, amountCny: 0 }]),
  ) as Sums;
}
