import { escapeXml } from '../../src/kernel/text/escape-xml.js';

/** One line of a chart: a share, 0 to 1, for each round; null where nothing was measured. */
export interface Series {
  name: string;
  colour: string;
  /** Told from the others without colour, too. */
  dash: string;
  values: readonly (number | null)[];
}

/** Something that happened before a round. */
export interface Mark {
  round: number;
  text: string;
}

const WIDTH = 760;
const HEIGHT = 340;
const LEFT = 52;
const RIGHT = 20;
const TOP = 56;
const BOTTOM = 44;
/** Where marks are named: between what is mostly high and what is mostly low. */
const MARKS_AT = 166;

/** A line chart of shares over rounds as SVG, readable on a light and on a dark page. */
export function drawChart(title: string, series: readonly Series[], marks: readonly Mark[]): string {
  const rounds = Math.max(...series.map(({ values }) => values.length));
  const x = (round: number) => LEFT + ((round - 1) * (WIDTH - LEFT - RIGHT)) / Math.max(1, rounds - 1);
  const y = (share: number) => TOP + (1 - share) * (HEIGHT - TOP - BOTTOM);
  const parts = [
    ...[0, 0.25, 0.5, 0.75, 1].map(
      (share) =>
        `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${at(y(share))}" y2="${at(y(share))}" stroke="#d0d7de"/>` +
        text(LEFT - 8, y(share) + 4, `${share * 100} %`, 'end'),
    ),
    ...Array.from({ length: rounds }, (_, i) =>
      text(x(i + 1), HEIGHT - BOTTOM + 18, String(i + 1), 'middle'),
    ),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, 'round', 'middle'),
    ...marks.map(
      ({ round, text: words }, i) =>
        `<line x1="${at(x(round))}" x2="${at(x(round))}" y1="${TOP}" y2="${HEIGHT - BOTTOM}" stroke="#57606a" stroke-dasharray="2 4"/>` +
        text(x(round) + 4, MARKS_AT + (i % 3) * 15, words, 'start'),
    ),
    ...series.map(({ values, colour, dash }) => {
      const points = values.flatMap((value, i) =>
        value === null ? [] : [`${at(x(i + 1))},${at(y(value))}`],
      );
      return `<polyline points="${points.join(' ')}" fill="none" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>`;
    }),
    ...series.map(({ name, colour, dash }, i) => {
      const left = LEFT + i * 170;
      return (
        `<line x1="${left}" x2="${left + 28}" y1="40" y2="40" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${dash}"/>` +
        text(left + 34, 44, name, 'start')
      );
    }),
  ];
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeXml(title)}" font-family="sans-serif" font-size="12">`,
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="#ffffff"/>`,
    `<text x="${LEFT}" y="22" font-size="14" font-weight="bold" fill="#24292f">${escapeXml(title)}</text>`,
    ...parts,
    '</svg>',
    '',
  ].join('\n');
}

function text(x: number, y: number, words: string, anchor: 'start' | 'middle' | 'end'): string {
  return `<text x="${at(x)}" y="${at(y)}" text-anchor="${anchor}" fill="#24292f">${escapeXml(words)}</text>`;
}

const at = (value: number): string => value.toFixed(1);
