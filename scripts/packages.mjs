import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Licences that a program which is not given away may use, by their SPDX names. */
const ALLOWED = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC0-1.0',
  'ISC',
  'MIT',
  'MPL-2.0',
  'OFL-1.1',
  'Python-2.0',
  'Unlicense',
]);

/** What says its licence in a way that has no SPDX name; read by a person, each with what it amounts to. */
const READ = {
  // Bitstream Vera's licence, which allows everything but to sell the fonts by themselves.
  'dejavu-fonts-ttf': 'SEE LICENSE IN README.md AND LICENSE',
  // MIT, in the form of before SPDX.
  format: '(none)',
};

/** Of packages that the program is given out with: what is only for development is left out. Null, or what is wrong. */
export function licenceFaults(lock = readLock()) {
  const faults = Object.entries(lock.packages)
    .filter(([path, entry]) => path.includes('node_modules/') && !entry.dev && !entry.link)
    .flatMap(([path, { license = '(none)', version }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      return isAllowed(license) || READ[name] === license ? [] : [`${name} ${version} is under ${license}`];
    });
  if (faults.length === 0) return null;
  return `${faults.join('\n')}\nTake another package, or note in scripts/packages.mjs why this one may be used.`;
}

const readLock = () => JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));

/** Of several to choose from, one that is allowed is enough. */
const isAllowed = (license) =>
  license
    .replace(/^\((.*)\)$/, '$1')
    .split(' OR ')
    .some((each) => each.split(' AND ').every((name) => ALLOWED.has(name)));

/** Null where no known fault is in what the program is given out with; `skipped` where the registry does not say. */
export function auditFaults() {
  return new Promise((resolve) => {
    let output = '';
    // A network that swallows what is sent would else be waited for for minutes.
    const bounds = ['--fetch-retries=0', '--fetch-timeout=30000'];
    const npm = spawn('npm', ['audit', '--omit=dev', '--audit-level=high', '--json', ...bounds], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
      shell: process.platform === 'win32',
    });
    npm.stdout.on('data', (chunk) => void (output += chunk));
    npm.on('error', (error) => resolve({ skipped: error.message }));
    npm.on('close', () => resolve(readAudit(output)));
  });
}

/** @param output what `npm audit --json` printed */
export function readAudit(output) {
  let report;
  try {
    report = JSON.parse(output);
  } catch {
    return { skipped: 'npm audit said nothing that could be read' };
  }
  // Offline, and where the registry has no list of faults.
  if (!report.vulnerabilities) return { skipped: report.message ?? 'the registry does not answer' };
  const bad = Object.values(report.vulnerabilities).filter(({ severity }) =>
    ['high', 'critical'].includes(severity),
  );
  if (bad.length === 0) return null;
  return bad.map(({ name, severity, range }) => `${name} ${range}: ${severity}`).join('\n');
}
