import { MAX_FAULTS, type Fault } from './domain-error.js';

/** Collects faults up to a limit, and counts those beyond it. */
export class FaultList {
  readonly faults: Fault[] = [];
  /** How many there are besides `faults`. */
  more = 0;

  constructor(private readonly limit: number = MAX_FAULTS) {}

  add(pointer: string, detail: string): void {
    if (this.faults.length < this.limit) this.faults.push({ pointer, detail });
    else this.more++;
  }

  get isFull(): boolean {
    return this.faults.length >= this.limit;
  }
}
