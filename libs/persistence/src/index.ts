export * from './connection';
export * from './outbox/outbox-event';
export * from './unit-of-work';
