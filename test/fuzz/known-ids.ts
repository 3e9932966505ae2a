import { randomUUID } from 'node:crypto';
import { pick, type Random } from '../../tools/simulation/random.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Of one kind; later ones take the place of earlier ones. */
const MOST = 50;

/** Ids that answers gave, by what they are of, so that later requests are about something. */
export class KnownIds {
  private readonly byKind = new Map<string, string[]>();

  /** @param spared ids that no request may be about, such as those of the users who send them */
  constructor(private readonly spared: ReadonlySet<string>) {}

  /** Takes the ids out of an answer of a collection, such as `flows`: its own `id`, and members such as `walk_id`. */
  learn(collection: string, answer: unknown): void {
    if (Array.isArray(answer)) answer.slice(0, MOST).forEach((each) => this.learn(collection, each));
    if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return;
    for (const [member, value] of Object.entries(answer)) {
      if (typeof value === 'object') this.learn(member === 'items' ? collection : member, value);
      if (typeof value === 'string' && (member === 'id' || member.endsWith('_id')))
        this.add(member === 'id' ? kindOf(collection) : kindOf(member.replace(/_id$/, '')), value);
    }
  }

  /** One that is known, else one that nobody has. */
  pick(random: Random, kind: string): string {
    const known = this.byKind.get(kindOf(kind)) ?? [];
    return known.length > 0 ? pick(random, known) : randomUUID();
  }

  private add(kind: string, id: string): void {
    if ((kind !== 'node' && kind !== 'edge' && !UUID.test(id)) || this.spared.has(id)) return;
    const known = this.byKind.get(kind) ?? [];
    if (known.includes(id)) return;
    known.push(id);
    if (known.length > MOST) known.shift();
    this.byKind.set(kind, known);
  }
}

const NAMES: Record<string, string> = {
  'ai-sessions': 'session',
  source_session: 'session',
  'l1-walks': 'walk',
  target_flow: 'flow',
  published_flow: 'flow',
  'api-keys': 'key',
  'flow-flags': 'flag',
  owner: 'user',
};

/** `flows`, `flow` and `target_flow` are all of one kind. */
const kindOf = (name: string): string => NAMES[name] ?? name.replace(/ies$/, 'y').replace(/s$/, '');
