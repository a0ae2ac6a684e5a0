export * from './clock';
export * from './ids';
export * from './language';
export * from './problem';
export * from './random';
