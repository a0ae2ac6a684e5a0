export * from './connection';
export * from './data-source';
export * from './embedded/embedded-postgres';
export * from './outbox/outbox-event';
export * from './unit-of-work';
