import type { TextCache } from '../../../search/text/analyse.js';
import { Recent } from '../../../kernel/recent.js';
import { subjectOf, type Subject } from './belonging.js';
import { modelOf, type FlowModel } from '../alignment/flow-model.js';
import type { Candidate, NodeMemory } from '../types.js';

/** A candidate made ready to be compared with sessions. */
export interface Prepared {
  readonly model: FlowModel;
  readonly subject: Subject;
}

/** With a thousand wordings in each, some fifty megabytes. */
const MOST_KEPT = 128;

/**
 * Keeps those that were compared last ready. One is known by its document and its memory, which are not changed in
 * their place; another problem comes with another memory.
 */
export class PreparedCandidates {
  private readonly kept = new Recent<NodeMemory, Prepared>(MOST_KEPT);

  has({ memory, document }: Candidate): boolean {
    return this.kept.get(memory)?.model.document === document;
  }

  of(candidate: Candidate, cache: TextCache): Prepared {
    let prepared = this.kept.get(candidate.memory);
    if (prepared?.model.document !== candidate.document) {
      const model = modelOf(candidate.document, candidate.memory, cache);
      prepared = { model, subject: subjectOf(candidate, model, cache) };
      this.kept.set(candidate.memory, prepared);
    }
    return prepared;
  }
}
