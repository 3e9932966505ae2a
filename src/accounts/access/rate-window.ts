const WINDOW_MS = 1000;

/** Counts what each key does in the current second. What was counted before is forgotten, so memory stays bounded. */
export class RateWindow {
  private current = 0;
  private readonly counts = new Map<string, number>();

  /** @param limit how much each key may do in a second */
  constructor(private readonly limit: number) {}

  /** Counts one; false when the key has used up its second. */
  take(key: string, now: number): boolean {
    const window = Math.floor(now / WINDOW_MS);
    if (window !== this.current) {
      this.current = window;
      this.counts.clear();
    }
    const count = (this.counts.get(key) ?? 0) + 1;
    this.counts.set(key, count);
    return count <= this.limit;
  }
}
