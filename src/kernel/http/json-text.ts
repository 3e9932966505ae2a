import { REQUEST_LIMITS } from './request-limits.js';

/** The first thing that is wrong with a JSON text. */
export interface JsonFault {
  /** `syntax`: it is no JSON. `bounds`: it is deeper or has more in it than `REQUEST_LIMITS` allow. */
  kind: 'syntax' | 'bounds';
  /** What is wrong, as what follows "The body". */
  detail: string;
  /** Of the first character that is wrong, in UTF-16 code units from 0. */
  offset: number;
}

/** A place in a text as editors show it: both count from 1, the column in UTF-16 code units. */
export interface TextPosition {
  line: number;
  column: number;
}

export function positionIn(text: string, offset: number): TextPosition {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const WORDS = ['true', 'false', 'null'];
const ESCAPES = '"\\/bfnrt';
const HEX = /[\dA-Fa-f]{4}/y;

const [TAB, NEWLINE, RETURN, SPACE, QUOTE, COMMA, COLON, BACKSLASH] = codes('\t\n\r ",:\\');
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = codes('[]{}');

/**
 * Looks through a JSON text once, without recursion and without making anything of it: whether it is JSON at all
 * (RFC 8259), and within `REQUEST_LIMITS`. What has no fault can be given to `JSON.parse` and to what is recursive.
 * @returns the first fault, or null where there is none
 */
export function findJsonFault(text: string): JsonFault | null {
  return new Scanner(text).run();
}

class Scanner {
  private offset = 0;
  private elements = 0;
  /** For each list or object that is open, the code of what closes it, and how many members it has. */
  private readonly closers: number[] = [];
  private readonly members: number[] = [];
  private fault: JsonFault | null = null;

  constructor(private readonly text: string) {}

  run(): JsonFault | null {
    this.value();
    while (!this.fault && this.closers.length > 0) this.afterValue();
    this.skipSpace();
    if (!this.fault && this.offset < this.text.length) this.syntax('goes on after its end');
    return this.fault;
  }

  /** Passes a value; of a list or an object only what comes before the end of its first innermost value. */
  private value(): void {
    this.skipSpace();
    if (++this.elements > REQUEST_LIMITS.elements) {
      this.bounds(`has more than ${REQUEST_LIMITS.elements} values`);
      return;
    }
    const code = this.code();
    if (code === QUOTE) {
      this.string();
      return;
    }
    if (code === OPEN_LIST) {
      this.open(CLOSE_LIST);
      return;
    }
    if (code === OPEN_OBJECT) {
      this.open(CLOSE_OBJECT);
      return;
    }
    const word = WORDS.find((each) => this.text.startsWith(each, this.offset));
    if (word !== undefined) {
      this.skip(word.length);
      return;
    }
    NUMBER.lastIndex = this.offset;
    const number = NUMBER.exec(this.text);
    if (number) this.skip(number[0].length);
    else this.syntax('is no JSON where a value should be');
  }

  private open(closer: number | undefined): void {
    if (this.closers.length === REQUEST_LIMITS.depth) {
      this.bounds(`is nested more than ${REQUEST_LIMITS.depth} levels deep`);
      return;
    }
    this.skip(1);
    this.skipSpace();
    // One that is empty is over.
    if (this.code() === closer) {
      this.skip(1);
      return;
    }
    this.closers.push(closer ?? 0);
    this.members.push(0);
    this.member();
  }

  /** After a value in a list or an object: its end, or a comma and what follows. */
  private afterValue(): void {
    this.skipSpace();
    const code = this.code();
    if (code === this.closers.at(-1)) {
      this.closers.pop();
      this.members.pop();
      this.skip(1);
    } else if (code === COMMA) {
      this.skip(1);
      this.member();
    } else
      this.syntax(`is no JSON: a comma or the end of ${this.inObject ? 'an object' : 'a list'} is missing`);
  }

  /** The next item of a list, or the name and the value of an object's member. */
  private member(): void {
    if (this.inObject && !this.name()) return;
    this.value();
  }

  private name(): boolean {
    this.skipSpace();
    const count = (this.members.pop() ?? 0) + 1;
    this.members.push(count);
    if (count > REQUEST_LIMITS.members)
      this.bounds(`has an object with more than ${REQUEST_LIMITS.members} members`);
    else if (this.code() !== QUOTE) this.syntax("is no JSON: a member's name in double quotes is missing");
    else this.string();
    this.skipSpace();
    if (!this.fault && this.code() !== COLON) this.syntax('is no JSON: a colon is missing');
    if (this.fault) return false;
    this.skip(1);
    return true;
  }

  private string(): void {
    const { text } = this;
    for (let at = this.offset + 1; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === QUOTE) {
        this.skip(at + 1 - this.offset);
        return;
      }
      if (code < 0x20) {
        this.syntax('is no JSON: a control character in a text is not escaped', at);
        return;
      }
      if (code !== BACKSLASH) continue;
      const escape = text.charAt(++at);
      HEX.lastIndex = at + 1;
      if (escape === 'u' && HEX.test(text)) at += 4;
      else if (escape === '' || !ESCAPES.includes(escape)) {
        this.syntax('is no JSON: an escape in a text is wrong', at - 1);
        return;
      }
    }
    this.syntax('is no JSON: a text has no end');
  }

  private skipSpace(): void {
    for (let code = this.code(); isSpace(code); code = this.code()) this.offset++;
  }

  private code(): number {
    return this.text.charCodeAt(this.offset);
  }

  private skip(length: number): void {
    this.offset += length;
  }

  private get inObject(): boolean {
    return this.closers.at(-1) === CLOSE_OBJECT;
  }

  private syntax(detail: string, offset = this.offset): void {
    const atEnd = offset >= this.text.length;
    this.fault ??= { kind: 'syntax', detail: atEnd ? 'ends before its JSON does' : detail, offset };
  }

  private bounds(detail: string): void {
    this.fault ??= { kind: 'bounds', detail, offset: this.offset };
  }
}

const isSpace = (code: number): boolean =>
  code === SPACE || code === NEWLINE || code === RETURN || code === TAB;

function codes(characters: string): number[] {
  return Array.from(characters, (character) => character.charCodeAt(0));
}
