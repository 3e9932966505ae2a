import { swcOptions } from './test/support/swc-options.mjs';

const shared = {
  testEnvironment: 'node',
  testRegex: '\\.(spec|e2e-spec)\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: {
    '^.+\\.ts$': ['@swc/jest', swcOptions],
    // A CommonJS package requires this one, which is an ES module; Node can do that, Jest needs it converted.
    '/content-disposition/.+\\.js$': [
      '@swc/jest',
      { jsc: { target: 'es2022' }, module: { type: 'commonjs' } },
    ],
  },
  transformIgnorePatterns: ['/node_modules/(?!content-disposition/)'],
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
  maxWorkers: 2,
  testTimeout: 60_000,
};
