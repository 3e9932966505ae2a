import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE } from '../../flows/document/flow-document.example.js';
import { diagramOfFlow, type Diagram } from '../diagram.js';
import { DrawingService } from '../drawing.service.js';
import { Rasterizer } from './rasterizer.js';

const rasterizer = new Rasterizer();
const drawing = new DrawingService();

afterAll(() => Promise.all([rasterizer.end(), drawing.onModuleDestroy()]));

const drawn = (text: string, width = 200, height = 40) => ({
  svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" font-family="sans-serif"><rect width="${width}" height="${height}" fill="#ffffff"/><text x="5" y="28" font-size="20">${text}</text></svg>`,
  width,
  height,
});

/** Size, and what is drawn, of a PNG. Source: W3C, Portable Network Graphics, 5.3 and 11.2.2. */
function read(png: Uint8Array | null): { width: number; height: number; pixels: Buffer } {
  if (!png) throw new Error('there is no picture');
  const bytes = Buffer.from(png);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    const [type, length] = [bytes.toString('latin1', at + 4, at + 8), bytes.readUInt32BE(at)];
    if (type === 'IDAT') data.push(bytes.subarray(at + 8, at + 8 + length));
  }
  return {
    width: bytes.readUInt32BE(16),
    height: bytes.readUInt32BE(20),
    pixels: inflateSync(Buffer.concat(data)),
  };
}

/** What no font has. */
let unknown: string;

beforeAll(async () => {
  unknown = await pictureOf('\u{10fffd}');
});

/** The pictures of the same letters, so that two are told apart that both show the box of an unknown one. */
const pictureOf = async (text: string): Promise<string> =>
  read(await rasterizer.png(drawn(text))).pixels.toString('base64');

describe('a picture', () => {
  it('has two pixels for each point, and fewer where it would be too large', async () => {
    expect(read(await rasterizer.png(drawn('x')))).toMatchObject({ width: 400, height: 80 });
    const { width, height } = read(await rasterizer.png(drawn('x', 5_000, 4_000)));
    expect(width * height).toBeLessThan(16_100_000);
    expect(width / height).toBeCloseTo(1.25, 2);
  });

  it('is none where letters could not be read', async () => {
    expect(await rasterizer.png(drawn('x', 20_000, 4_000))).toBeNull();
  });

  it.each([
    ['Latin', 'aß'],
    ['Cyrillic', 'ЖЯ'],
    ['Arabic', 'بس'],
    ['Hebrew', 'אש'],
    ['Chinese', '打印'],
    ['Korean', '인쇄'],
    ['Thai', 'กข'],
  ])('shows letters of %s, whatever fonts the machine has', async (_, letters) => {
    const [one = '', other = ''] = letters;
    expect(new Set([await pictureOf(one), await pictureOf(other), unknown]).size).toBe(3);
  });
});

describe('a diagram as PNG', () => {
  it('is larger than its SVG, and the program goes on meanwhile', async () => {
    const diagram: Diagram = diagramOfFlow(PRINTER_OFFLINE, { title: 'Printer', caption: '' });
    const [, width = 0] = /width="(\d+)"/.exec(await drawing.svg(diagram)) ?? [];
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    const picture = read(await drawing.png(diagram));
    clearInterval(timer);
    expect(picture.width).toBe(2 * Number(width));
    // Were it drawn in this thread, there would be a turn or two before and after.
    expect(turns).toBeGreaterThan(5);
  });
});
