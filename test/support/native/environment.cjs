const { ModuleMocker } = require('jest-mock');

/** Jest's `testEnvironment` that is Node itself, not a context beside it: what tests make is what the program knows. */
class NativeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  fakeTimers = null;
  fakeTimersModern = null;

  exportConditions() {
    return ['node', 'node-addons'];
  }

  getVmContext() {
    return null;
  }

  async setup() {}
  async teardown() {}
}

module.exports = NativeEnvironment;
