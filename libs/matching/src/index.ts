export { type Band, calibrationOf } from './evaluation/calibration';
export { compare, type ComparedTask, type Comparison } from './evaluation/compare';
export * from './evaluation/deal-history';
export * from './evaluation/evaluate';
export { marketOf } from './evaluation/market';
export { bm25Method } from './evaluation/methods/bm25.method';
export { modelMethod } from './evaluation/methods/model.method';
export { popularityMethod } from './evaluation/methods/popularity.method';
export { randomMethod } from './evaluation/methods/random.method';
export { type Slice, slicesOf } from './evaluation/slices';
export { type Split, splitHistory, type SplitOptions } from './evaluation/split';
export { TASK_NAMES, type TaskName } from './evaluation/tasks';
export * from './facts/facts';
export { investorFacts } from './facts/investor-facts';
export { placeFacts } from './facts/place-facts';
export { projectFacts } from './facts/project-facts';
export * from './features/feature';
export { featureNamed, FEATURES } from './features/registry';
export * from './limits/hard-limits';
export { pairLimits } from './limits/pair-limits';
export { type Background, BACKGROUND_MOST, backgroundOf } from './prepare/background';
export { investorsByLikeness, type MarketEntries, marketEntries } from './prepare/market-entries';
export { type EnteredFacts, pastEntry } from './prepare/past-entries';
export { prepareInvestor } from './prepare/prepare-investor';
export { prepareProject } from './prepare/prepare-project';
export * from './prepare/prepared';
export { DEFAULT_MODEL, groundedModel } from './ranker/default-model';
export * from './ranker/model';
export { rank } from './ranker/rank';
export { pointsOf, pointsOfEach, score } from './ranker/score';
export * from './ranker/scored';
export { validateModel } from './ranker/validate-model';
export * from './reasons/comparison';
export { explain, type Explanation, type LocalizedReason, type Reason, reasonsOf } from './reasons/explain';
export * from './reasons/moved';
export * from './records/records';
export { investorDocument, projectDocument } from './terms/documents';
export { investorQueries, projectQueries } from './terms/queries';
export {
  type DocumentContent,
  MOST_CODES,
  MOST_WORDS,
  type PartyQueries,
  type TermField,
  type WeightedTerm,
} from './terms/terms';
export {
  CHALLENGE,
  challenge,
  type Challenge,
  type ChallengeOptions,
  type Outcomes,
} from './training/challenge';
export { type WeightOf } from './training/sample-lists';
export { train, TRAINING, type TrainingOptions } from './training/train';
