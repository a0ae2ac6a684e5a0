export * from './commands/ground-model/ground-model.command';
export { GroundModelHandler } from './commands/ground-model/ground-model.handler';
export * from './commands/match-parties/match-parties.command';
export * from './commands/promote-model/promote-model.command';
export * from './commands/record-facts/record-facts.command';
export * from './commands/roll-back-model/roll-back-model.command';
export * from './commands/take-up-models/take-up-models.command';
export * from './commands/train-model/train-model.command';
export * from './exploration/commands/set-ranking/set-ranking.command';
export * from './exploration/queries/get-ranking/get-ranking.query';
export * from './exploration/ranking';
export * from './feed/feed-cursor';
export { dropForeignFeed, pruneLeadFeed } from './feed/feed-pruning';
export { LEAD_BELL_CHANNEL } from './feed/lead-bell';
export * from './feed/lead-change';
export * from './feed/lead-feed';
export * from './feed/lead-feed.module';
export * from './lead';
export * from './leads.module';
export * from './life/commands/move-lead/move-lead.command';
export * from './life/commands/pause-lead/pause-lead.command';
export * from './life/commands/lose-lead/lose-lead.command';
export * from './life/commands/reopen-lead/reopen-lead.command';
export * from './life/commands/change-lead/change-lead.command';
export * from './life/commands/add-lead-note/add-lead-note.command';
export * from './life/commands/add-lead-task/add-lead-task.command';
export * from './life/commands/change-lead-task/change-lead-task.command';
export { type Deciding } from './life/lead-decisions';
export * from './life/lead-life';
export * from './life/life.module';
export * from './life/life.personal-data';
export * from './life/queries/get-lead-life/get-lead-life.query';
export * from './life/queries/list-lead-history/list-lead-history.query';
export * from './life/queries/list-lead-tasks/list-lead-tasks.query';
export * from './life/queries/get-board/get-board.query';
export * from './models/kept-model';
export { type ModelChange, ModelRegistry } from './models/model-registry';
export {
  type CutPin,
  type LeadMark,
  type Mark,
  type MarkAuthor,
  type MarkedLead,
  MARKS,
  MARKS_ASKED,
  type MarksAsked,
} from './marks/lead-mark';
export * from './marks/commands/clear-mark/clear-mark.command';
export * from './marks/commands/hide-lead/hide-lead.command';
export * from './marks/commands/pin-lead/pin-lead.command';
export * from './marks/mark.personal-data';
export * from './marks/queries/get-lead-mark/get-lead-mark.query';
export { type ExplainedMatch, type ExplainedMatches } from './on-demand/explain-matched';
export * from './queries/best-leads/best-leads.query';
export * from './queries/compare-investor/compare-investor.query';
export * from './queries/explain-match/explain-match.query';
export * from './queries/get-lead/get-lead.query';
export * from './queries/get-model/get-model.query';
export * from './queries/list-leads/list-leads.query';
export * from './queries/list-models/list-models.query';
export * from './queries/match-given-investor/match-given-investor.query';
export * from './queries/match-given-project/match-given-project.query';
export { type LeadReasons, REASONS_DEPTHS, type ReasonsDepth } from './reasons/lead-reasons';
export { leadConditions, PINNED_THEN_REST } from './store/lead-list.store';
export { pruneShown } from './store/shown.store';
export { dueCity, type TrainingOutcome, type TrainingRun } from './training/training-run.store';
export { FactsStore } from './store/facts.store';
export { claimTasks, giveBack, markAll, type MatchTask, remaining } from './store/task.store';
