import { types } from 'node:util';

const isInstance = Function.prototype[Symbol.hasInstance];

/**
 * Jest runs each test file in a context with an `Error` of its own, of which the errors that Node itself makes are no
 * instances. They are to count as such, as they do wherever the program runs.
 */
Object.defineProperty(Error, Symbol.hasInstance, {
  value(thrown) {
    return isInstance.call(this, thrown) || (this === Error && types.isNativeError(thrown));
  },
});
