interface Waiting<Value> {
  resolve: (value: Value | undefined) => void;
  reject: (error: unknown) => void;
}

/**
 * Asks for many things at once: for all that were wanted in one turn of the event loop. Each is asked for after it was
 * wanted, so nobody is given an answer that is older than their question.
 */
export class Batch<Key, Value> {
  private wanted = new Map<Key, Waiting<Value>[]>();

  /** @param findAll what was found, in any order; what is missing was not found */
  constructor(
    private readonly findAll: (keys: Key[]) => Promise<Value[]>,
    private readonly keyOf: (value: Value) => Key,
  ) {}

  find(key: Key): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
      if (this.wanted.size === 0) setImmediate(() => void this.ask());
      const waiting = this.wanted.get(key);
      if (waiting) waiting.push({ resolve, reject });
      else this.wanted.set(key, [{ resolve, reject }]);
    });
  }

  private async ask(): Promise<void> {
    const { wanted } = this;
    this.wanted = new Map();
    try {
      const found = await this.findAll([...wanted.keys()]);
      const byKey = new Map(found.map((value) => [this.keyOf(value), value]));
      for (const [key, waiting] of wanted) for (const { resolve } of waiting) resolve(byKey.get(key));
    } catch (error) {
      for (const { reject } of [...wanted.values()].flat()) reject(error);
    }
  }
}
