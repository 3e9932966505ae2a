const native = '<rootDir>/test/support/native';

// Its times of the last run go with what is installed, and no temporary file is left behind.
const cacheDirectory = '<rootDir>/node_modules/.cache/jest';

const shared = {
  testRegex: '\\.(spec|e2e-spec)\\.ts$',
  runtime: `${native}/runtime.cjs`,
  testEnvironment: `${native}/environment.cjs`,
  transform: {},
  cacheDirectory,
};

/** @type {import('jest').Config} */
export default {
  // Tests beside the code touch no database, so that they start at once.
  projects: [
    { ...shared, displayName: 'code', roots: ['<rootDir>/src'] },
    {
      ...shared,
      displayName: 'database',
      roots: ['<rootDir>/test'],
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
  cacheDirectory,
  testSequencer: `${native}/sequencer.cjs`,
  maxWorkers: 3,
  testTimeout: 60_000,
};
