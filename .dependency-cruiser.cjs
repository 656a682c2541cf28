// The house rules of imports: one table of levels; a lib imports only lower levels, through their index or module file.
const levels = [
  ['kernel', 'kube-api'],
  ['object-store', 'image-catalogue', 'shell'],
  ['runtime', 'apiserver'],
  ['probe-engine', 'hook-engine', 'scheduler', 'controllers'],
  ['kubelet'],
  ['cluster'],
  ['simulations'],
  ['kube-rest', 'control-rest', 'event-stream'],
];
const pureLevels = 6;
const pure = levels.slice(0, pureLevels).flat();
const path = (libs) => `^libs/(${libs.join('|')})/`;

const downwards = levels.map((libs, level) => ({
  name: `level-${level}-downwards-only`,
  comment: `${libs.join(', ')} may import lower levels only`,
  severity: 'error',
  from: { path: `^libs/(${libs.join('|')})/`, pathNot: '\\.spec\\.ts$' },
  to: { path: `^libs/(${levels.slice(level).flat().join('|')})/`, pathNot: '^libs/$1/' },
}));

module.exports = {
  forbidden: [
    ...downwards,
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'through-the-index',
      comment: 'another lib is entered through its index.ts or its Nest module only',
      severity: 'error',
      from: { path: '^(?:libs/([^/]+)/|apps/|test/)' },
      to: { path: '^libs/[^/]+/src/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/(index|[^/]+\\.module)\\.ts$'] },
    },
    {
      name: 'pure-libs-stay-pure',
      comment: 'no Node, Nest or service package in the simulation core',
      severity: 'error',
      from: { path: path(pure), pathNot: '\\.(spec|module)\\.ts$' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        pathNot: 'node_modules/(yaml|@bufbuild/protobuf|fast-json-patch|unbash)/',
      },
    },
    {
      name: 'module-files-are-for-nest',
      comment: 'the pure half of a lib never imports its Nest file',
      severity: 'error',
      from: { path: path(pure), pathNot: '\\.module(\\.spec)?\\.ts$' },
      to: { path: '\\.module\\.ts$' },
    },
    {
      name: 'cli-is-nest-free',
      severity: 'error',
      from: { path: '^apps/cli/' },
      to: { path: 'node_modules/@nestjs/|^apps/server/' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      conditionNames: ['source', 'import', 'node', 'default', 'types'],
      exportsFields: ['exports'],
    },
  },
};
