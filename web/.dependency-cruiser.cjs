/** From the lowest to the highest; each may import only those before it. Those of one place do not know each other. */
const LAYERS = [
  ['texts'],
  ['api'],
  ['ui'],
  ['graph', 'keys'],
  ['editor'],
  ['walk', 'review', 'flows', 'sessions', 'home', 'settings', 'sign-in'],
  ['routes'],
  ['app'],
];

const folders = (names) => `^web/src/(${names.join('|')})/`;

const downwards = LAYERS.flatMap((names, index) =>
  names.map((name) => ({
    name: `${name}-imports-only-lower-layers`,
    comment: `The order is ${LAYERS.map((layer) => layer.join(', ')).join(' <- ')}.`,
    severity: 'error',
    from: { path: folders([name]) },
    to: {
      path: [
        folders(LAYERS.slice(index + 1).flat()),
        '^web/src/[^/]+$',
        ...names.filter((other) => other !== name).map((other) => folders([other])),
      ],
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...downwards,
    {
      name: 'no-unused-files',
      severity: 'error',
      from: { path: '^web/src/main\\.tsx$' },
      to: { path: '^web/src/', pathNot: ['\\.spec\\.ts$', '\\.d\\.ts$'], reachable: false },
    },
    {
      name: 'known-folders-only',
      comment: 'A new folder gets its place in LAYERS.',
      severity: 'error',
      from: { path: '^web/src/', pathNot: folders(LAYERS.flat()) },
      to: { path: '^web/src/', pathNot: folders(LAYERS.flat()) },
    },
    {
      name: 'the-client-comes-from-the-context',
      comment: 'So that no page makes one of its own, and nothing imports what mounts the program.',
      severity: 'error',
      from: { pathNot: '^web/src/main\\.tsx$' },
      to: { path: '^web/src/main\\.tsx$' },
    },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'browser', 'default', 'types'],
    },
  },
};
