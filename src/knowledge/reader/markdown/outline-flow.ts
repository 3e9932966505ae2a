import { ANY_LABEL, labelKey } from '../../../flows/document/edge-condition.js';
import { FlowSketch } from '../flow-sketch.js';
import { END, type Branch, type OutlineItem, type OutlineJump, type OutlineStep } from './outline.js';

/** A way whose end is not known yet. */
interface End {
  from: string;
  label: string | null;
}

/** What is left open after a part: the ways that lead on, and those that end for good unless something follows. */
interface Open {
  ends: End[];
  closed: End[];
}

/** An outline as a flow: each step leads to the next, each answer to its own steps and then back to what follows. */
export function sketchOutline(items: readonly OutlineItem[]): FlowSketch {
  const builder = new Builder();
  builder.sequence(items, []);
  return builder.finish();
}

class Builder {
  private readonly sketch = new FlowSketch();
  /** By number, the step that last had it; jumps are to the part of the document that they stand in. */
  private readonly numbers = new Map<string, string[]>();
  private readonly jumps: { ends: End[]; jump: OutlineJump; at: number }[] = [];

  sequence(items: readonly OutlineItem[], from: readonly End[]): Open {
    let open: Open = { ends: [...from], closed: [] };
    const wanted = targetsIn(items);
    for (const item of items) {
      // What follows an end all the same is read on to, unless others lead there.
      const isWanted = item.kind !== 'jump' && item.numbers.some((number) => wanted.has(`step ${number}`));
      const ends = open.ends.length > 0 || isWanted ? open.ends : open.closed;
      if (item.kind === 'jump' && item.target === END) open = { ends: [], closed: ends };
      else if (item.kind === 'jump') {
        this.jumps.push({ ends, jump: item, at: this.sketch.size });
        open = { ends: [], closed: [] };
      } else open = this.step(item, ends);
    }
    return open;
  }

  finish(): FlowSketch {
    for (const { ends, jump, at } of this.jumps) {
      const target = this.targetOf(jump.target, at) ?? this.sketch.add('info', jump.text, jump.span);
      for (const { from, label } of ends) this.sketch.connect(from, target, label);
    }
    return this.sketch;
  }

  private step(step: OutlineStep, ends: readonly End[]): Open {
    const id = this.sketch.add(step.kind, step.text, step.span);
    for (const number of step.numbers) {
      const key = `step ${number}`;
      this.numbers.set(key, [...(this.numbers.get(key) ?? []), id]);
    }
    for (const { from, label } of ends) this.sketch.connect(from, id, label);
    if (step.branches.length === 0) {
      const end = { from: id, label: null };
      const isEnd = step.kind === 'escalation' || step.kind === 'resolution';
      return isEnd ? { ends: [], closed: [end] } : { ends: [end], closed: [] };
    }
    const open: Open = { ends: [], closed: [] };
    for (const { label, steps } of step.branches) {
      const after = this.sequence(steps, [{ from: id, label }]);
      open.ends.push(...after.ends);
      open.closed.push(...after.closed);
    }
    const rest = restOf(step.branches);
    if (rest !== null) open.ends.push({ from: id, label: rest });
    return open;
  }

  /** The nearest step of that number: several lists of a document begin with 1. */
  private targetOf(key: string, at: number): string | undefined {
    const distance = (id: string) => Math.abs(Number(id.slice(1)) - at);
    return [...(this.numbers.get(key) ?? [])].sort((a, b) => distance(a) - distance(b))[0];
  }
}

/** Where the jumps lead to that stand in any of the steps. */
function targetsIn(items: readonly OutlineItem[]): Set<string> {
  const targets = new Set<string>();
  const look = (item: OutlineItem): void => {
    if (item.kind === 'jump') targets.add(item.target);
    else for (const { steps } of item.branches) steps.forEach(look);
  };
  items.forEach(look);
  return targets;
}

/** The answer that none of the branches is taken under; null where they are all there are. */
function restOf(branches: readonly Branch[]): string | null {
  const labels = new Set(branches.map(({ label }) => labelKey(label)));
  if (labels.has(ANY_LABEL) || labels.has('otherwise') || (labels.has('yes') && labels.has('no')))
    return null;
  if (labels.size === 1 && labels.has('yes')) return 'no';
  if (labels.size === 1 && labels.has('no')) return 'yes';
  return ANY_LABEL;
}
