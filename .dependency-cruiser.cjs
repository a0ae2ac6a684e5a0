/** Who may import whom (docs/design.md, the rooms of the house). There is no list of exceptions. */
const lib = (...names) => `^libs/(${names.join('|')})/`;
const engines = ['event-log', 'search', 'persistence'];
const ports = [...engines, 'platform'];
const features = ['profiles', 'signals', 'leads', 'outreach', 'access', 'insight'];

const mayImport = (name, from, allowed) => ({
  name,
  severity: 'error',
  from: { path: from },
  to: { path: '^(libs|apps)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
    mayImport('foundation-imports-nothing', lib('kernel', 'contracts'), ['^libs/$1/']),
    mayImport('taxonomy-and-text-import-the-foundation', lib('taxonomy', 'text'), [
      '^libs/$1/',
      lib('kernel', 'contracts'),
    ]),
    mayImport('matching-is-pure', lib('matching'), [
      lib('matching', 'kernel', 'contracts', 'taxonomy', 'text'),
    ]),
    {
      name: 'matching-has-no-framework',
      severity: 'error',
      from: { path: lib('matching') },
      to: { path: 'node_modules/(@nestjs|typeorm|pg|kafkajs|@elastic)/' },
    },
    mayImport('engines-import-the-foundation', lib(...engines), ['^libs/$1/', lib('kernel', 'contracts')]),
    // Platform puts the engines together as the configuration says, for all apps.
    mayImport('platform-composes-the-engines', lib('platform'), [
      lib('platform', 'kernel', 'contracts', ...engines),
    ]),
    mayImport('features-import-downwards', lib(...features), [
      '^libs/$1/',
      lib('kernel', 'contracts', 'taxonomy', 'text', 'matching', ...ports),
    ]),
    {
      name: 'libs-are-entered-by-their-index',
      severity: 'error',
      from: { path: '^(?:libs|apps)/([^/]+)/' },
      to: { path: '^libs/([^/]+)/src/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/$1/'] },
    },
    {
      name: 'engines-are-imported-by-their-module',
      severity: 'error',
      from: { pathNot: ['^libs/[^/]+/src/[^/]+\\.module\\.ts$', '/engines/', '\\.(engine|int)-spec\\.ts$'] },
      to: { path: '^libs/[^/]+/src/engines/' },
    },
    {
      name: 'only-the-kafka-engine-imports-kafkajs',
      severity: 'error',
      from: { pathNot: '^libs/event-log/src/engines/kafka/' },
      to: { path: 'node_modules/kafkajs/' },
    },
    {
      name: 'only-the-elasticsearch-engine-imports-its-client',
      severity: 'error',
      from: { pathNot: '^libs/search/src/engines/elasticsearch/' },
      to: { path: 'node_modules/@elastic/' },
    },
    {
      name: 'apps-stand-alone',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|cli)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default'],
    },
  },
};
