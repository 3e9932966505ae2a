import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Adds up the steps whose results lie in a folder: of each `NAME.status`, the exit status, and beside it what it counted:
 * `NAME.json` of Jest, or `NAME.log` that ends with "N passed, N failed". A step that counts nothing counts as one, and
 * one that failed as one failure at least.
 */
const [folder] = process.argv.slice(2);
let passed = 0;
let failed = 0;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.status'))) {
  const name = file.slice(0, -'.status'.length);
  const isOk = readFileSync(join(folder, file), 'utf8').trim() === '0';
  const { good, bad } = countOf(join(folder, name)) ?? { good: isOk ? 1 : 0, bad: 0 };
  passed += good;
  failed += isOk ? bad : Math.max(bad, 1);
  if (!isOk) console.log(`failed: ${name}`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

function countOf(path) {
  if (existsSync(`${path}.json`)) {
    const run = JSON.parse(readFileSync(`${path}.json`, 'utf8'));
    return { good: run.numPassedTests, bad: run.numFailedTests + run.numRuntimeErrorTestSuites };
  }
  if (!existsSync(`${path}.log`)) return null;
  const counted = /^(\d+) passed, (\d+) failed$/m.exec(readFileSync(`${path}.log`, 'utf8'));
  return counted && { good: Number(counted[1]), bad: Number(counted[2]) };
}
