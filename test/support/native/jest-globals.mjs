/** What `@jest/globals` is for tests that Node itself loads: the globals of the test file that runs. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest, test } =
  globalThis[Symbol.for('resolutionflow.jest-globals')];
