export * from './config/bole-config';
