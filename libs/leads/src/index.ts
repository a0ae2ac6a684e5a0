export * from './commands/match-parties/match-parties.command';
export * from './commands/record-facts/record-facts.command';
export * from './lead';
export * from './leads.module';
export * from './queries/best-leads/best-leads.query';
export * from './queries/explain-match/explain-match.query';
export * from './queries/list-leads/list-leads.query';
export { FactsStore } from './store/facts.store';
export { claimTasks, giveBack, markAll, type MatchTask, remaining } from './store/task.store';
