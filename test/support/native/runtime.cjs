require('./register.cjs');
const asyncHooks = require('node:async_hooks');
const { randomUUID } = require('node:crypto');
const { pathToFileURL } = require('node:url');
const v8 = require('node:v8');
const { sourceMaps } = require('./translation.cjs');

const CIRCUS_HANDLERS = Symbol.for('EVENT_HANDLERS');
const GLOBALS = Symbol.for('resolutionflow.jest-globals');
const { AsyncLocalStorage } = asyncHooks;

// Compiling for speed took a tenth of a run's processor time, for code that then ran for seconds: V8 is to wait until a
// function was used nine times as much as it waits for by itself. One that does not know the setting goes on as it does.
v8.setFlagsFromString('--interrupt-budget=600000');

/**
 * In place of Node's, in which Jest's framework notes the test that runs: Node's follows every promise of the tests and of
 * the program, which costs a tenth of the time and more with each file. The tests of a file run one after another.
 */
class StorageOfOneAtATime {
  #store;

  getStore() {
    return this.#store;
  }

  run(store, work) {
    const before = this.#store;
    const leave = () => {
      this.#store = before;
    };
    this.#store = store;
    const done = work();
    if (done instanceof Promise) return done.finally(leave);
    leave();
    return done;
  }
}

/**
 * Jest's `runtime`, by which Node itself loads the tests and the program. Jest's own links every module anew for each
 * test file, which for this program takes longer than most files' tests; here a worker loads the program once. Test
 * files of one worker so share the program's modules, which therefore keep no state. Modules cannot be mocked.
 */
class NativeRuntime {
  #mocker;

  constructor(_config, environment) {
    this.#mocker = environment.moduleMocker;
  }

  /** Jest's test framework, which keeps the tests of one file in its module and so is made anew for each. */
  requireInternalModule(path) {
    delete require.cache[path];
    delete globalThis[CIRCUS_HANDLERS];
    asyncHooks.AsyncLocalStorage = StorageOfOneAtATime;
    try {
      return require(path);
    } finally {
      asyncHooks.AsyncLocalStorage = AsyncLocalStorage;
    }
  }

  requireModule(path) {
    return require(path);
  }

  setGlobalsForRuntime(globals) {
    const mocker = this.#mocker;
    const jest = {
      fn: mocker.fn.bind(mocker),
      spyOn: mocker.spyOn.bind(mocker),
      restoreAllMocks: mocker.restoreAllMocks.bind(mocker),
    };
    globalThis[GLOBALS] = { ...globals, jest };
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  /** A test file is read anew each time it runs, as in watch mode. */
  async unstable_importModule(path) {
    return import(`${pathToFileURL(path).href}?run=${randomUUID()}`);
  }

  getSourceMaps() {
    return sourceMaps;
  }

  getAllCoverageInfoCopy() {}
  enterTestCode() {}
  leaveTestCode() {}

  teardown() {
    this.#mocker.restoreAllMocks();
  }
}

module.exports = NativeRuntime;
