export * from './commands/record-signals/record-signals.command';
export * from './commands/release-parked-signals/release-parked-signals.command';
export * from './commands/submit-signal/submit-signal.command';
export * from './personal-data/signal.personal-data';
export * from './queries/get-signal/get-signal.query';
export * from './queries/list-signals/list-signals.query';
export * from './signal-rules';
export * from './signals.module';
export { signalConditions } from './store/signal-filter.sql';
