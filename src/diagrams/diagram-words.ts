import type { NodeKind } from '../flows/document/flow-document.js';
import { countChanges, type Change, type Diagram, type DiagramEntry } from './diagram.js';
import type { Paint } from './svg/paint.js';
import { CHANGE_PAINT } from './svg/palette.js';

/** What each kind of node is called where it is drawn or told. */
export const KIND_NAMES = {
  question: 'Question',
  action: 'Action',
  info: 'Information',
  resolution: 'Resolved',
  escalation: 'Escalate',
} as const satisfies Record<NodeKind, string>;

const CHANGE_NAMES = {
  unchanged: 'Unchanged',
  added: 'Added',
  removed: 'Removed',
  changed: 'Changed',
} as const satisfies Record<Change, string>;

/** Marks that tell changes apart without colour. */
export const CHANGE_MARKS = {
  unchanged: '',
  added: '+ ',
  removed: '- ',
  changed: '~ ',
} as const satisfies Record<Change, string>;

/** What is written where a walk may begin; the first entry is where it normally does. */
export function entryWords({ change }: DiagramEntry, index: number): string {
  const words = index === 0 || change === 'removed' ? 'Start' : 'Or start here';
  return `${CHANGE_MARKS[change]}${words}`;
}

export interface LegendEntry {
  /** A name of plain letters and digits. */
  name: string;
  paint: Paint;
  dashed: boolean;
  text: string;
}

/** The legend of a diagram: what each colour means, and of changes how many there are. */
export function legendOf(diagram: Diagram): LegendEntry[] {
  if (diagram.shades)
    return diagram.shades.map(({ name, paint, meaning: text }) => ({ name, paint, dashed: false, text }));
  if (!diagram.showsChanges) return [];
  const counts = countChanges(diagram);
  return (['added', 'removed', 'changed', 'unchanged'] as const).map((change) => {
    const { nodes, edges } = counts[change];
    const mark = CHANGE_MARKS[change];
    return {
      ...{ name: change, paint: CHANGE_PAINT[change], dashed: change === 'removed' },
      text: `${mark}${CHANGE_NAMES[change]}: ${plural(nodes, 'step')}, ${plural(edges, 'way')}`,
    };
  });
}

export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
