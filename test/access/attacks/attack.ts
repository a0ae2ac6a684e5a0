import { type Server } from 'node:http';
import { type Answer, type Call } from '../api';
import { type Asker } from '../askers';
import { ENTRIES } from '../matrix';
import { type Stage } from '../inhabitants';

/** What the suites of the attack pass share: one house, asked by people of Suzhou. */
export type StageOf = () => AttackStage;

export interface AttackStage extends Stage {
  /** What the process has logged so far. */
  logLines(): readonly string[];
  server(): Server;
}

let n = 1_000_000;

/** A request of `by` that its city's entry of the matrix knows to be good. */
export async function goodCall(stage: Stage, id: string, by: Asker): Promise<{ call: Call; as: Asker }> {
  const { own } = stage.cities;
  let as = by;
  const call = await ENTRIES[id]?.call?.({
    ...{ at: own, by, stage, project: own.projects.city, n: ++n },
    session: (headers) => (as = { ...by, headers }),
  });
  const { ifMatch } = stage.api.endpoint(id);
  return { as, call: { ...call, ...(ifMatch === undefined ? {} : { headers: { 'if-match': '*' } }) } };
}

/** Endpoints that end the session which asks: the others go on with it. */
export const ENDS_SESSIONS: readonly string[] = ['signOut', 'signOutEverywhere', 'switchCity', 'endSession'];

export async function timed(work: Promise<Answer>): Promise<Answer & { readonly ms: number }> {
  const began = performance.now();
  const answer = await work;
  return { ...answer, ms: performance.now() - began };
}

/** Runs `work` over `items`, so many at once. */
export async function each<Item>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const rest = [...items];
  const next = async (): Promise<void> => {
    for (let item = rest.shift(); item !== undefined; item = rest.shift()) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, next));
}
