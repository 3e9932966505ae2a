import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { scoreReplay } from './support/flywheel-score.js';
import { type RecordedSession, replay, shuffled } from './support/flywheel-simulator.js';

/** Recorded sessions lie beside the project, if anywhere: they are not part of it. */
const DEFAULT_SESSIONS_DIR = '../shared/data';
const ORACLE = join('flodial-dev', 'flodial.oracle.jsonl');

const file = join(resolve(process.env.SESSIONS_DIR ?? DEFAULT_SESSIONS_DIR), ORACLE);
const present = existsSync(file);
if (!present)
  process.stderr.write(
    `No recorded sessions at ${file}: the replay is not checked. SESSIONS_DIR names the folder that holds ${ORACLE}.\n`,
  );

(present ? describe : describe.skip)('replay of recorded sessions in the words of their flowcharts', () => {
  const sessions = present
    ? readFileSync(file, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as RecordedSession)
    : [];

  it.each(['each', 'end'] as const)('finds the true flowcharts with review at "%s"', (review) => {
    const score = scoreReplay(replay(shuffled(sessions, 1), review));
    expect(score.duplicateRate).toBeLessThanOrEqual(1.2);
    expect(score.matchAccuracy).toBeGreaterThanOrEqual(0.99);
    expect(score.edgeRecall).toBeGreaterThanOrEqual(0.95);
    expect(score.edgePrecision).toBeGreaterThanOrEqual(0.95);
    expect(score.conditionAccuracy).toBe(1);
    if (review === 'end') return;
    expect(score.autoPrecision).toBeGreaterThanOrEqual(0.99);
    expect(score.autoRecall).toBeGreaterThanOrEqual(0.99);
    expect(score.missedBranch).toBe(0);
  });
});
