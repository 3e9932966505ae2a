import { pick, type Random } from '../../tools/simulation/random.js';

/** Values of which a program may not have thought. */
const HOSTILE: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1e308,
  2 ** 53,
  0.1,
  '',
  ' ',
  '\u0000',
  '\ud83d',
  'ß'.repeat(300),
  '\ufdfa'.repeat(200),
  'x'.repeat(70_000),
  '../../etc/passwd',
  "'; DROP TABLE users; --",
  '00000000-0000-0000-0000-000000000000',
  '2026-02-30T25:61:00Z',
  '+275760-09-13T00:00:00.001Z',
  [],
  [[]],
  [null],
  [{}, {}, {}],
  {},
  { $ref: '#' },
  { ['__proto__']: 1, constructor: 1, length: 1e9 },
];

/** A copy of the value with one thing wrong somewhere in it. */
export function mutated(random: Random, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || random() < 0.1) return hostile(random);
  if (Array.isArray(value)) return mutatedArray(random, value);
  const members = Object.entries(value);
  const [name, member] = members[Math.floor(random() * members.length)] ?? ['', undefined];
  const rest = Object.fromEntries(members.filter(([key]) => key !== name));
  const kind = random();
  if (kind < 0.15) return rest;
  if (kind < 0.3)
    return { ...value, [pick(random, ['extra', 'constructor', '', 'id', 'account_id'])]: hostile(random) };
  return { ...value, [name]: kind < 0.65 ? hostile(random) : mutated(random, member) };
}

function mutatedArray(random: Random, value: unknown[]): unknown[] {
  const index = Math.floor(random() * value.length);
  const kind = random();
  if (kind < 0.2) return [...value, hostile(random)];
  if (kind < 0.4) return Array.from({ length: 600 }, () => value[0] ?? {});
  return value.map((each, at) => (at === index ? mutated(random, each) : each));
}

function hostile(random: Random): unknown {
  if (random() > 0.1) return pick(random, HOSTILE);
  let nested: unknown = 'deep';
  for (let depth = 0; depth < 2_000; depth++) nested = random() < 0.5 ? [nested] : { a: nested };
  return nested;
}

/** Parts of addresses of which a program may not have thought. */
export const HOSTILE_TEXTS: readonly string[] = [
  '%',
  '%00',
  '%zz',
  '%ff',
  'x'.repeat(500),
  'x'.repeat(20_000),
  '-1',
  '1e9',
  'NaN',
  '..%2f..',
  'null',
  '[]',
  '%F0%9F%96%A8',
  'a,b,,c',
];

/** JSON that is none. */
export function broken(random: Random, json: string): string | Buffer {
  return pick<string | Buffer>(random, [
    json.slice(0, Math.floor(json.length / 2)),
    `${json}]`,
    '',
    'nonsense',
    '['.repeat(4_000),
    '\ufeff' + json,
    Buffer.concat([Buffer.from('{"title":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
  ]);
}
