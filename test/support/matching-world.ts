import { fixedClock, randomIds } from '@bole/kernel';
import { readConfig } from '@bole/platform';
import { MatchPartiesCommand } from '../../libs/leads/src/commands/match-parties/match-parties.command';
import { MatchPartiesHandler } from '../../libs/leads/src/commands/match-parties/match-parties.handler';
import { LeadBell } from '../../libs/leads/src/feed/lead-bell';
import { PartyMatcher } from '../../libs/leads/src/party.matcher';
import { claimTasks } from '../../libs/leads/src/store/task.store';
import { type SampleWorld, sampleWorld, SAMPLES_AS_OF } from './sample-world';

/** The samples, and a matcher that works on what waits when it is told to. */
export interface MatchingWorld extends SampleWorld {
  /** Works off all tasks, and those that come of them. Returns how many lists others were told of. */
  matchAll(asOf?: Date): Promise<number>;
}

const MOST_ROUNDS = 20;

export async function matchingWorld(leadsPerParty: number): Promise<MatchingWorld> {
  const world = await sampleWorld();
  const { unitOfWork } = world.service;
  const config = readConfig({ BOLE_MATCH_QUIET_MS: '0', BOLE_LEADS_PER_PARTY: `${leadsPerParty}` });
  const matcher = new PartyMatcher(world.search, unitOfWork, config.matching.candidates);
  const clock = fixedClock('2026-11-22T12:00:00Z');
  const handler = new MatchPartiesHandler(unitOfWork, clock, config, matcher, new LeadBell(unitOfWork));
  const round = async (asOf: Date): Promise<{ tasks: number; changed: number }> => {
    const done = { tasks: 0, changed: 0 };
    for (const kind of ['investor', 'project'] as const) {
      const claim = randomIds.next();
      const tasks = await claimTasks(unitOfWork, kind, { limit: 50, live: true, claim });
      done.tasks += tasks.length;
      if (tasks.length > 0)
        done.changed += (await handler.execute(new MatchPartiesCommand(kind, tasks, asOf, true))).changed;
    }
    return done;
  };
  return {
    ...world,
    async matchAll(asOf = SAMPLES_AS_OF) {
      let changed = 0;
      for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
        const done = await round(asOf);
        changed += done.changed;
        if (done.tasks === 0) return changed;
      }
      throw new Error('The matcher finds no end');
    },
  };
}
