import { DAY_MS } from '@bole/kernel';
import { type SignalKind, type signalReportedV1 } from '@bole/contracts';
import { toCny } from '@bole/taxonomy';
import { type z } from 'zod';
import { type Drawing } from './drawing';
import { type SampleFair } from './fairs.data';
import { type SampleInvestor } from './investors';
import { type SampleProject } from './projects';

export type ReportedSignal = z.input<(typeof signalReportedV1)['data']>;
/** A signal before it has its number. */
export type DrawnSignal = Omit<ReportedSignal, 'sourceId'>;

/** One investor and one project on their way together, from the first mail or a fair to wherever it ends. */
export interface Journey {
  readonly investor: SampleInvestor;
  readonly project: SampleProject;
  /** 0 to 1. */
  readonly fit: number;
  /** Milliseconds, the first instant. */
  readonly start: number;
  readonly fair?: SampleFair | undefined;
}

/** What happens on a journey, in order of time. The better the fit, the further it goes; it may go past the end of the samples. */
export function drawJourney(draw: Drawing, journey: Journey): DrawnSignal[] {
  const trail = new Trail(draw, journey);
  const interested = journey.fair === undefined ? online(draw, journey, trail) : atFair(draw, journey, trail);
  if (interested) offline(draw, journey, trail);
  return trail.signals;
}

/** The mail with the project, the page behind it, and an answer; true when it leads to talks. */
function online(draw: Drawing, { fit }: Journey, trail: Trail): boolean {
  trail.add('mail-delivered', 0, { channel: '项目推荐邮件' });
  if (!draw.chance(0.2 + 0.6 * fit)) return false;
  trail.addSoon('link-followed', { channel: '项目推荐邮件' });
  for (let page = 0; page < draw.whole(1, 3); page += 1) trail.addSoon('page-view', { channel: '项目页' });
  if (draw.chance(0.15 + 0.6 * fit)) trail.addSoon('download', { channel: '项目手册' });
  if (draw.chance(0.3 * fit)) trail.addSoon('inquiry', { note: draw.one(INQUIRIES) });
  if (!draw.chance(0.3 + 0.5 * fit)) return false;
  const answer = draw.weighted([
    ['interested', 4 * fit],
    ['meeting', 3 * fit],
    ['question', 1.5],
    ['not-now', 1.8 - fit],
    ['not-for-us', 2.2 - 2 * fit],
  ] as const);
  trail.addSoon('answer', { answer, channel: '邮件答复页' });
  if (answer === 'not-for-us') trail.addSoon('decline', { note: draw.one(REASONS) });
  return answer === 'interested' || answer === 'meeting' || (answer === 'question' && draw.chance(fit));
}

/** A meeting at the fair itself; true when it was held and leads on. */
function atFair(draw: Drawing, { fit, fair }: Journey, trail: Trail): boolean {
  const channel = fair?.name;
  if (draw.chance(0.12)) {
    trail.add('meeting-missed', 0, { channel });
    return draw.chance(0.3 * fit);
  }
  trail.add('meeting-held', 0, { channel, durationMinutes: draw.round([20, 45], 5) });
  return draw.chance(0.25 + 0.6 * fit);
}

/** Calls, meetings, visits, and the deeds that may follow. */
function offline(draw: Drawing, { fit, project }: Journey, trail: Trail): void {
  if (draw.chance(0.6)) trail.add('call', draw.whole(2, 8), { durationMinutes: draw.round([10, 40], 5) });
  if (draw.chance(0.1)) trail.add('meeting-missed', draw.whole(4, 14), { note: '临时改期' });
  if (!draw.chance(0.4 + 0.5 * fit)) return;
  trail.add('meeting-held', draw.whole(5, 20), {
    channel: draw.one(['驻地拜访', '视频会议', '来访洽谈']),
    durationMinutes: draw.round([40, 120], 10),
  });
  if (!draw.chance(0.2 + 0.65 * fit)) return;
  trail.add('site-visit', draw.whole(8, 30), {
    channel: project.record.profile.park?.zh,
    durationMinutes: draw.round([120, 360], 30),
  });
  if (draw.chance(0.12)) return void trail.addSoon('decline', { note: draw.one(REASONS) });
  if (!draw.chance(0.1 + 0.65 * fit)) return;
  trail.add('mou', draw.whole(10, 40), {});
  if (!draw.chance(0.15 + 0.6 * fit)) return;
  const deed = dealOf(draw, trail.journey);
  trail.add('signing', draw.whole(15, 60), deed);
  if (draw.chance(0.7)) trail.add('funds-in-place', draw.whole(15, 50), deed);
  if (draw.chance(0.6)) trail.add('start', draw.whole(15, 60), {});
  if (draw.chance(0.4)) trail.add('production', draw.whole(90, 200), {});
}

/** An amount between what the project needs and what the investor would put in. */
function dealOf(draw: Drawing, { investor, project }: Journey): Partial<DrawnSignal> {
  const [offered, sought] = [project.record.profile.capex, investor.record.profile.seeks?.capex];
  const least = Math.max(offered?.min ?? 0, toCny(sought?.min ?? 0, sought?.currency ?? 'CNY') ?? 0);
  const most = Math.min(
    offered?.max ?? least,
    toCny(sought?.max ?? least, sought?.currency ?? 'CNY') ?? least,
  );
  const amount = draw.round([Math.min(least, most), Math.max(least, most)], 10_000_000);
  const { fundingStage } = project.record.profile;
  return { amount: { amount, currency: 'CNY' }, ...(fundingStage === undefined ? {} : { fundingStage }) };
}

/** The signals of one journey so far, and the instant it has come to. */
class Trail {
  readonly signals: DrawnSignal[] = [];
  private now: number;

  constructor(
    private readonly draw: Drawing,
    readonly journey: Journey,
  ) {
    this.now = journey.start;
  }

  /** After this many days, in office hours of a working day. */
  add(kind: SignalKind, days: number, facts: Facts): void {
    if (days > 0) this.now = workingHour(this.now + days * DAY_MS, this.draw.whole(9 * 60, 17 * 60));
    this.record(kind, facts);
  }

  /** A few minutes to two days later. */
  addSoon(kind: SignalKind, facts: Facts): void {
    this.now += this.draw.weighted([[this.draw.whole(1, 40), 3], [this.draw.whole(60, 2_880), 1]] as const) * 60_000; // prettier-ignore
    this.record(kind, facts);
  }

  private record(kind: SignalKind, facts: Facts): void {
    const { investor, project } = this.journey;
    const given = Object.entries(facts).filter(([, value]) => value !== undefined);
    this.signals.push({
      source: 'sample',
      investor: { source: investor.record.source, sourceId: investor.record.sourceId },
      project: { source: project.record.source, sourceId: project.record.sourceId },
      kind,
      occurredAt: inChina(this.now),
      ...Object.fromEntries(given),
    });
  }
}

type Facts = { readonly [Name in keyof DrawnSignal]?: DrawnSignal[Name] | undefined };

const CHINA_OFFSET_MS = 8 * 3_600_000;

/** An instant as Chinese clocks show it. */
export function inChina(instant: number): string {
  return `${new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, 19)}+08:00`;
}

/** That minute of the instant's day in China, or of the Monday after it. */
export function workingHour(instant: number, minute: number): number {
  const midnight = Math.floor((instant + CHINA_OFFSET_MS) / DAY_MS) * DAY_MS - CHINA_OFFSET_MS;
  const weekday = new Date(midnight + CHINA_OFFSET_MS).getUTCDay();
  const weekend = weekday === 6 ? 2 : weekday === 0 ? 1 : 0;
  return midnight + weekend * DAY_MS + minute * 60_000;
}

const INQUIRIES = [
  '询问土地价格与交付时间',
  '询问用电容量与电价',
  '询问周边配套企业名单',
  '询问环评等级要求',
  '询问人才公寓政策',
];
const REASONS = ['投资计划已推迟', '用地面积不合适', '更看好其他区域', '当前产能已满足', '环评等级不匹配'];
