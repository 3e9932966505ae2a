import type { Fault } from '../../kernel/errors/domain-error.js';

/** Collects faults up to a limit, so that a hostile document cannot make a hostile answer. */
export class FaultList {
  readonly faults: Fault[] = [];

  constructor(private readonly limit: number) {}

  add(pointer: string, detail: string): void {
    if (this.faults.length < this.limit) this.faults.push({ pointer, detail });
  }
}
