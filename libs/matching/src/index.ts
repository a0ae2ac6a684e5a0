export * from './api';
export * from './facts/facts';
export * from './prepare/prepared';
export * from './ranker/model';
export * from './ranker/scored';
export * from './records/records';
