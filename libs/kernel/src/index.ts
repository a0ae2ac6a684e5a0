export * from './audience';
export * from './clock';
export * from './cursor';
export * from './ids';
export * from './language';
export * from './problem';
export * from './random';
