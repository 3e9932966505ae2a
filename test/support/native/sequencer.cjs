const { default: Sequencer } = require('@jest/test-sequencer');

const LONGEST = ['review-model', 'hot-routes', 'review-claims', 'killed-worker', 'import.e2e', 'demo.e2e'];

/**
 * Jest begins with the files that took longest the last time. In a fresh clone it knows no times and goes by size, so
 * that the longest might come last and keep one worker busy while the others have nothing left to do.
 */
class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const isLong = ({ path, duration }) =>
      duration === undefined && LONGEST.some((name) => path.includes(`/${name}`));
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
}

module.exports = LongestFirst;
