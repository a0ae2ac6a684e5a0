/** The runners, one configuration: `unit` has no I/O; `int` runs on a real Postgres, `browser` in a real Chromium, `engines` on real Kafka and Elasticsearch. */
/** Node can require these ES modules, jest cannot: they are compiled for it. */
const ESM_ONLY = 'openid-client|oauth4webapi|jose';

const base = {
  rootDir: __dirname,
  testEnvironment: 'node',
  transform: { '^.+\\.ts$': ['@swc/jest'], [`/node_modules/(${ESM_ONLY})/.+\\.js$`]: ['@swc/jest'] },
  transformIgnorePatterns: [`/node_modules/(?!(${ESM_ONLY})/)`],
  moduleNameMapper: { '^@bole/([^/]+)$': '<rootDir>/libs/$1/src' },
  modulePathIgnorePatterns: ['<rootDir>/dist'],
};
const project = (displayName, testMatch, extra = {}) => ({
  ...base,
  displayName,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  ...extra,
});
const onPostgres = {
  globalSetup: '<rootDir>/test/support/postgres.setup.ts',
  globalTeardown: '<rootDir>/test/support/postgres.teardown.ts',
};
const onEngines = {
  globalSetup: '<rootDir>/test/support/engines.setup.ts',
  globalTeardown: '<rootDir>/test/support/engines.teardown.ts',
};

module.exports = {
  projects: [
    project('unit', ['{apps,libs,samples,tools,bench}/**/*.spec.ts']),
    project('int', ['{apps,libs}/**/*.int-spec.ts', 'test/embedded/**/*.e2e-spec.ts'], onPostgres),
    project('engines', ['{apps,libs}/**/*.engine-spec.ts', 'test/distributed/**/*.e2e-spec.ts'], onEngines),
    project('browser', ['test/browser/**/*.browser-spec.ts'], onPostgres),
  ],
  testTimeout: 60_000,
  // A process that ran many files is slow: it holds the modules of all of them, and collects garbage instead of testing.
  maxWorkers: 1,
  workerIdleMemoryLimit: '800MB',
};
