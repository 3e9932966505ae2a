import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isBlankLine } from './import-row.js';
import { type LineChunk, LineChunker, linesOf } from './line-chunks.js';

/** Bytes with many line feeds and blanks among them, as they come from a stream. */
const pieces = fc.array(
  fc
    .array(fc.constantFrom(0x0a, 0x20, 0x0d, 0x61, 0xc3, 0x00), { maxLength: 40 })
    .map((bytes) => Buffer.from(bytes)),
  { maxLength: 12 },
);
const size = fc.integer({ min: 1, max: 30 });

function cut(stream: Buffer[], chunkBytes: number, lineBytes: number): { chunks: LineChunk[]; rows: number } {
  const chunker = new LineChunker(chunkBytes, lineBytes);
  const chunks = [...stream.flatMap((piece) => [...chunker.push(piece)]), ...chunker.end()];
  return { chunks, rows: chunker.rows };
}

/** What a reader who holds everything would see. */
function allLines(stream: Buffer[]): { line: number; text: string; bytes: Buffer }[] {
  const lines = Buffer.concat(stream).toString('latin1').split('\n');
  return lines.map((text, i) => ({ line: i + 1, text, bytes: Buffer.from(text, 'latin1') }));
}

describe('LineChunker', () => {
  it('gives every line once with its number, however the stream is cut', () => {
    fc.assert(
      fc.property(pieces, size, size, (stream, chunkBytes, lineBytes) => {
        const { chunks, rows } = cut(stream, chunkBytes, lineBytes);
        const kept = chunks.flatMap((chunk) =>
          [...linesOf(chunk)].map(({ line, bytes }) => ({ line, text: bytes.toString('latin1') })),
        );
        const tooLong = chunks.flatMap((chunk) => chunk.tooLong);
        const lines = allLines(stream);
        const short = lines.filter(({ text, bytes }) => text.length <= lineBytes && !isBlankLine(bytes));
        const long = lines.filter(({ text }) => text.length > lineBytes);
        expect(kept).toEqual(short.map(({ line, text }) => ({ line, text })));
        expect(tooLong).toEqual(long.map(({ line }) => line));
        expect(rows).toBe(short.length + long.length);
      }),
    );
  });

  it('numbers its pieces, ends each with a line, and keeps each small', () => {
    fc.assert(
      fc.property(pieces, size, size, (stream, chunkBytes, lineBytes) => {
        const { chunks } = cut(stream, chunkBytes, lineBytes);
        expect(chunks.map(({ number }) => number)).toEqual(chunks.map((_, i) => i));
        for (const { body } of chunks) {
          expect(body.at(-1)).toBe(0x0a);
          expect(body.length).toBeLessThanOrEqual(chunkBytes + lineBytes);
        }
        for (const { body } of chunks.slice(0, -1)) expect(body.length).toBeGreaterThanOrEqual(chunkBytes);
      }),
    );
  });

  it('does not depend on how the stream is cut', () => {
    fc.assert(
      fc.property(pieces, size, size, (stream, chunkBytes, lineBytes) => {
        const whole = cut([Buffer.concat(stream)], chunkBytes, lineBytes);
        expect(cut(stream, chunkBytes, lineBytes)).toEqual(whole);
      }),
    );
  });

  it('keeps a line of just the limit, and leaves one byte more out', () => {
    const { chunks, rows } = cut([Buffer.from('aaaa\naaaaa\nb')], 100, 4);
    expect(chunks).toEqual([{ number: 0, firstLine: 1, body: Buffer.from('aaaa\n\nb\n'), tooLong: [2] }]);
    expect(rows).toBe(3);
  });

  it('gives nothing for nothing', () => {
    expect(cut([Buffer.alloc(0)], 10, 10)).toEqual({ chunks: [], rows: 0 });
  });
});
