import { isBlankLine } from './import-row.js';

/** A piece of an upload, cut between lines. */
export interface LineChunk {
  /** Counted from 0. */
  number: number;
  /** The number in the upload, from 1, of the first line in `body`. */
  firstLine: number;
  /** Whole lines, each ended by a line feed. */
  body: Buffer;
  /** Lines that were too long to keep; `body` has an empty line in place of each. */
  tooLong: number[];
}

const LINE_FEED = 0x0a;

/**
 * Cuts a stream of bytes into pieces of whole lines. It keeps no more than one piece and one line, however long the
 * stream or its lines.
 */
export class LineChunker {
  private readonly buffer: Buffer;
  private used = 0;
  /** Where in the buffer the line begins whose end has not come yet. */
  private lineStart = 0;
  /** That line is too long already. */
  private skipping = false;
  private tooLong: number[] = [];
  private firstLine = 1;
  private nextLine = 1;
  private nextNumber = 0;
  private rowCount = 0;

  /**
   * @param chunkBytes a piece ends with the line that makes it at least this long
   * @param lineBytes longer lines are left out
   */
  constructor(
    private readonly chunkBytes: number,
    private readonly lineBytes: number,
  ) {
    this.buffer = Buffer.allocUnsafe(chunkBytes + lineBytes + 1);
  }

  /** Lines so far that are not blank. */
  get rows(): number {
    return this.rowCount;
  }

  /** Lines so far that are blank. */
  get blankLines(): number {
    return this.nextLine - 1 - this.rowCount;
  }

  /** Takes the next bytes of the stream, gives the pieces that they complete. */
  *push(bytes: Buffer): Generator<LineChunk> {
    let start = 0;
    for (let end; (end = bytes.indexOf(LINE_FEED, start)) !== -1; start = end + 1) {
      this.keep(bytes.subarray(start, end));
      this.endLine();
      if (this.used >= this.chunkBytes) yield this.cut();
    }
    this.keep(bytes.subarray(start));
  }

  /** The last piece, if there is anything left. */
  *end(): Generator<LineChunk> {
    if (this.skipping || this.used > this.lineStart) this.endLine();
    if (this.used > 0) yield this.cut();
  }

  private keep(part: Buffer): void {
    if (this.skipping) return;
    if (this.used - this.lineStart + part.length > this.lineBytes) {
      this.skipping = true;
      this.used = this.lineStart;
      return;
    }
    this.used += part.copy(this.buffer, this.used);
  }

  private endLine(): void {
    if (this.skipping) this.tooLong.push(this.nextLine);
    if (this.skipping || !isBlankLine(this.buffer.subarray(this.lineStart, this.used))) this.rowCount++;
    this.used = this.buffer.writeUInt8(LINE_FEED, this.used);
    this.lineStart = this.used;
    this.nextLine++;
    this.skipping = false;
  }

  private cut(): LineChunk {
    const chunk = {
      number: this.nextNumber++,
      firstLine: this.firstLine,
      body: Buffer.from(this.buffer.subarray(0, this.used)),
      tooLong: this.tooLong,
    };
    this.used = 0;
    this.lineStart = 0;
    this.tooLong = [];
    this.firstLine = this.nextLine;
    return chunk;
  }
}

/** The lines of a piece with their numbers; blank ones are left out. */
export function* linesOf({ firstLine, body }: Pick<LineChunk, 'firstLine' | 'body'>): Generator<{
  line: number;
  bytes: Buffer;
}> {
  let start = 0;
  for (let line = firstLine; start < body.length; line++) {
    const feed = body.indexOf(LINE_FEED, start);
    const end = feed === -1 ? body.length : feed;
    if (!isBlankLine(body.subarray(start, end))) yield { line, bytes: body.subarray(start, end) };
    start = end + 1;
  }
}
