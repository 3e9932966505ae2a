// Its times of the last run and its translations go with what is installed, and no temporary file is left behind.
const cacheDirectory = '<rootDir>/node_modules/.cache/jest';

const translation = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
};

const shared = {
  testRegex: '\\.(spec|e2e-spec)\\.ts$',
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/errors-of-node.mjs'],
  extensionsToTreatAsEsm: ['.ts'],
  // Most of what is looked for is ours.
  moduleFileExtensions: ['ts', 'js', 'mjs', 'cjs', 'json', 'node', 'tsx'],
  // TypeScript's ESM names the files that come of the build.
  moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
  transform: { '\\.ts$': ['@swc/jest', translation] },
  cacheDirectory,
};

/** @type {import('jest').Config} */
export default {
  // Tests beside the code touch no database, so that they start at once.
  projects: [
    { ...shared, displayName: 'code', roots: ['<rootDir>/src', '<rootDir>/tools', '<rootDir>/web/src'] },
    {
      ...shared,
      displayName: 'database',
      roots: ['<rootDir>/test'],
      transform: {
        ...shared.transform,
        // ESM that @fastify/static requires from CommonJS, which Jest can from Node 24.9 on only.
        '/node_modules/content-disposition/': ['@swc/jest', { module: { type: 'commonjs' } }],
      },
      transformIgnorePatterns: ['/node_modules/(?!content-disposition/)'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
  cacheDirectory,
  maxWorkers: 3,
  // Jest does not give back all the memory of a file's ES modules.
  workerIdleMemoryLimit: '1GB',
  collectCoverageFrom: ['{src,web/src}/**/*.ts', 'migrations/**/*.ts', '!**/*.{spec,testing,gen}.ts'],
  coverageReporters: ['text', 'html'],
  testTimeout: 120_000,
};
