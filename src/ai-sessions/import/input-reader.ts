import type { Fault } from '../../kernel/errors/domain-error.js';
import { FaultList } from '../../kernel/errors/fault-list.js';
import { memberPointer } from '../../kernel/errors/json-pointer.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import { countCharacters } from '../../kernel/text/count-characters.js';

/** Half of a UTF-16 pair without its other half, which no UTF-8 text can hold. */
const LONE_SURROGATE = /\p{Surrogate}/u;

type Members = Record<string, unknown>;

/**
 * Reads JSON that may be anything, and notes each fault with the pointer of its place. Methods give back a value of
 * their type whatever they were given; it means nothing once there is a fault.
 */
export class InputReader {
  private readonly found: FaultList;

  constructor(faultLimit: number) {
    this.found = new FaultList(faultLimit);
  }

  get faults(): readonly Fault[] {
    return this.found.faults;
  }

  fault(pointer: string, detail: string): void {
    this.found.add(pointer, detail);
  }

  /** Null where it is none, so that its members need not be looked at. Those that nobody asks for are ignored. */
  object(value: unknown, pointer: string): Members | null {
    if (isObject(value)) return value;
    this.fault(pointer, value === undefined ? 'is required' : 'must be an object');
    return null;
  }

  /** A text of at most `limit` characters that is not blank. */
  text(value: unknown, pointer: string, limit: number): string {
    const text = this.anyText(value, pointer, limit);
    if (typeof value === 'string' && text.trim() === '') this.fault(pointer, 'must not be blank');
    return text;
  }

  /** As `text`, and it may be empty. */
  anyText(value: unknown, pointer: string, limit: number): string {
    if (typeof value !== 'string') {
      this.fault(pointer, isAbsent(value) ? 'is required' : 'must be a text');
      return '';
    }
    if (isLongerThan(value, limit)) this.fault(pointer, `must have at most ${limit} characters`);
    else if (value.includes('\0')) this.fault(pointer, 'must not contain the character NUL');
    else if (LONE_SURROGATE.test(value)) this.fault(pointer, 'must not contain half a surrogate pair');
    return value;
  }

  oneOf<T extends string>(value: unknown, pointer: string, options: readonly [T, ...T[]]): T {
    const found = options.find((option) => option === value);
    if (found !== undefined) return found;
    this.fault(pointer, isAbsent(value) ? 'is required' : `must be one of ${options.join(', ')}`);
    return options[0];
  }

  flag(value: unknown, pointer: string): boolean {
    if (typeof value !== 'boolean') this.fault(pointer, 'must be true or false');
    return value === true;
  }

  uuid(value: unknown, pointer: string): string {
    if (isUuid(value)) return value.toLowerCase();
    this.fault(pointer, 'must be a UUID');
    return '';
  }

  /** At most `limit` items; those of a longer list are not looked at. */
  list<T>(value: unknown, pointer: string, limit: number, read: (item: unknown, at: string) => T): T[] {
    if (!Array.isArray(value)) {
      this.fault(pointer, isAbsent(value) ? 'is required' : 'must be a list');
      return [];
    }
    if (value.length > limit) {
      this.fault(pointer, `must have at most ${limit} items`);
      return [];
    }
    return value.map((item: unknown, i) => read(item, memberPointer(pointer, i)));
  }

  /** Null where the value is absent or null. */
  optional<T>(value: unknown, read: (present: unknown) => T): T | null {
    return isAbsent(value) ? null : read(value);
  }
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function isObject(value: unknown): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the text has more than `limit` code points. */
function isLongerThan(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  return text.length > 2 * limit || countCharacters(text) > limit;
}
