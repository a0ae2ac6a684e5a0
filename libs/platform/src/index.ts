export * from './config/bole-config';
export * from './consumer/decoded-batch';
export * from './consumer/rejection';
