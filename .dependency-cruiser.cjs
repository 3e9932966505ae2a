/** From the lowest to the highest; each may import only those before it. */
const LAYERS = [
  'kernel',
  'redaction',
  'accounts',
  'jobs',
  'search',
  'encoding',
  'flows',
  'ai-sessions',
  'proposals',
  'language-model',
  'suggestions',
  'l1-walks',
  'outcomes',
];
/** On top of all of them, beside each other: nobody below imports one of these. */
const TOP = [
  'flywheel',
  'knowledge',
  'review',
  'flow-care',
  'diagrams',
  'events',
  'webhooks',
  'retention',
  'mcp',
  'health',
  'desk',
  'doctor',
  'demo',
  'cli',
];

const folder = (name) => `^src/${name}/`;

const downwards = LAYERS.map((layer, index) => ({
  name: `${layer}-imports-only-lower-layers`,
  comment: `The order is ${LAYERS.join(' <- ')}.`,
  severity: 'error',
  from: { path: folder(layer) },
  to: { path: [...LAYERS.slice(index + 1), ...TOP].map(folder).concat('^src/[^/]+\\.ts$') },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-unused-files',
      comment:
        'Neither the program nor one of its commands leads to it, nor a benchmark, which takes it from dist.',
      severity: 'error',
      from: { path: '^src/(main\\.ts$|cli/)' },
      to: {
        path: '^(src|migrations)/',
        pathNot: ['^src/main\\.ts$', '^src/cli/', '\\.(spec|testing|d)\\.ts$'],
        reachable: false,
      },
    },
    ...downwards,
    {
      name: 'flywheel-and-review-stand-alone',
      comment: 'Neither knows the other; only what lies on top of all may use them.',
      severity: 'error',
      from: { path: '^src/(flywheel|review)/' },
      to: { path: '^src/(flywheel|review|demo|cli|health)/', pathNot: '^src/$1/' },
    },
    {
      name: 'entered-by-the-front-door',
      comment:
        'A module is entered by its module, services, repositories, entities, errors and public types, never by what speaks HTTP.',
      severity: 'error',
      from: { path: '^src/([^/]+)/' },
      to: {
        path: '^src/(accounts|jobs|search|encoding|flows|ai-sessions|proposals|language-model|suggestions|l1-walks|outcomes|flywheel|knowledge|review|flow-care|events|webhooks)/.*\\.(controller|view|request\\.dto)\\.ts$',
        pathNot: '^src/$1/',
      },
    },
    {
      name: 'mcp-is-read-on-demand',
      comment: 'A process that nobody speaks MCP with, such as a worker, does not load the SDK.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(mcp/(server/|stdio-bridge\\.ts$)|cli/mcp\\.ts$)' },
      to: {
        path: '^(src/mcp/(server/|stdio-bridge\\.ts$)|node_modules/@modelcontextprotocol/)',
        dynamic: false,
      },
    },
    {
      name: 'zod-is-read-on-demand',
      comment: 'Only what is itself read on demand describes things by Zod.',
      severity: 'error',
      from: {
        path: '^src/',
        pathNot: '^src/(mcp/(server/|stdio-bridge\\.ts$)|cli/mcp\\.ts$|language-model/(wire|tasks)/)',
      },
      to: { path: '^node_modules/zod/', dynamic: false, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'language-model-is-read-on-demand',
      comment: 'A process that asks no language model does not load what speaks with one.',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/language-model/(wire|tasks)/', '\\.spec\\.ts$'] },
      to: {
        path: '^(src/language-model/(wire|tasks)/|node_modules/(ai|@ai-sdk|cockatiel)/)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'pure-code-stays-pure',
      comment: 'Algorithms and documents know neither the framework nor the database.',
      severity: 'error',
      from: {
        path: '^src/(flywheel/(core|extraction)|flows/document|search/text|knowledge/reader)/',
        pathNot: ['\\.dto\\.ts$', '\\.(spec|testing)\\.ts$'],
      },
      to: {
        path: [
          '^node_modules/(@nestjs|typeorm|pg)/',
          '^src/kernel/database/',
          '\\.(service|repository|entity)\\.ts$',
        ],
      },
    },
    {
      name: 'no-test-code-in-the-program',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: ['\\.(spec|testing)\\.ts$'] },
      to: { path: ['^test/', '\\.(spec|testing)\\.ts$'] },
    },
    {
      name: 'no-development-packages-in-the-program',
      severity: 'error',
      from: { path: '^(src|migrations)/', pathNot: ['\\.(spec|testing)\\.ts$'] },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
