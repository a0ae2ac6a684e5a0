export * from './client';
export { BoleApiError } from './problem';
export type * from './schema';
