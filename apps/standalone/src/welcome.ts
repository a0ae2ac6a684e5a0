import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { QueryBus } from '@nestjs/cqrs';
import { EVENT_LOG, type EventLog } from '@bole/event-log';
import { inLanguage } from '@bole/kernel';
import { BestLeadsQuery, type BestLead } from '@bole/leads';
import { UNIT_OF_WORK, type UnitOfWork } from '@bole/persistence';
import { BOLE_CONFIG, type BoleConfig, CLOCK, pendingWork, type RunningProcess } from '@bole/platform';
import { letOperatorIn } from './local-operator';
import { publishSamples } from './samples';

const SHOWN_LEADS = 5;
const SHOWN_REASONS = 3;
const LONGEST_WAIT_MS = 180_000;
const LOOK_EVERY_MS = 250;

/** Greets whoever started Bole on this machine: loads the samples into an empty house, shows the best leads, says where to look. */
export async function welcome(running: RunningProcess): Promise<void> {
  const operator = running.part('operator');
  const unitOfWork = operator.get<UnitOfWork>(UNIT_OF_WORK, { strict: false });
  const log = operator.get<EventLog>(EVENT_LOG, { strict: false });

  const [house] = await unitOfWork.query<{ empty: boolean }>(
    `select not exists (select from intake.source_record) as empty`,
  );
  const { samples } = operator.get<BoleConfig>(BOLE_CONFIG, { strict: false });
  if (samples && house?.empty === true) {
    const folder = resolve(__dirname, '../../../..', 'samples');
    const count = await publishSamples(folder, log, operator.get(CLOCK, { strict: false }));
    say(`已载入 ${count} 条示例记录,正在匹配…  Loaded ${count} sample records; matching…`);
  }
  const matched = await untilMatched(running, log, unitOfWork);
  if (running.health.isStopping) return;
  if (!matched) say('匹配仍在进行,线索会陆续更新。Matching goes on; leads will follow.');

  const leads = await operator.get(QueryBus, { strict: false }).execute(new BestLeadsQuery(SHOWN_LEADS));
  say('', '最佳线索  Best leads', ...leads.flatMap(describe), '');
  const [best] = leads;
  const link = await letOperatorIn(running, best?.city);
  say(`Bole 已就绪  Bole is ready: ${running.url ?? ''}`);
  say(`登录(一次有效,15 分钟内)  Sign in (once, within 15 minutes):`, `  ${link.url}`);
  say('按 Ctrl-C 停止。Press Ctrl-C to stop.');
}

async function untilMatched(
  { health }: RunningProcess,
  log: EventLog,
  unitOfWork: UnitOfWork,
): Promise<boolean> {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  while (performance.now() < deadline && !health.isStopping) {
    if ((await pendingWork(log, unitOfWork)).total === 0) return true;
    await sleep(LOOK_EVERY_MS);
  }
  return false;
}

function describe(lead: BestLead, at: number): string[] {
  const investor = inLanguage(lead.investorNames, 'zh');
  const project = inLanguage(lead.projectNames, 'zh');
  return [
    `${String(at + 1).padStart(2)}. ${lead.score.toFixed(0).padStart(3)}  ${investor} → ${project}`,
    ...lead.reasons
      .slice(0, SHOWN_REASONS)
      .map(({ text, points }) => `          ${signed(points)}  ${text.zh ?? ''} · ${text.en ?? ''}`),
  ];
}

function signed(points: number): string {
  return `${points > 0 ? '+' : '−'}${Math.abs(points).toFixed(1)}`;
}

function say(...lines: readonly string[]): void {
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
}
