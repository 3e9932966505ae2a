import type { Vectors } from '../../../encoding/vectors.js';
import type { TextCache } from '../../../search/text/analyse.js';
import type { PreparedCandidates } from './prepared-candidates.js';

export interface DecideOptions {
  /** Makes the id of a new node or edge. */
  newId: () => string;
  /** Shared between calls so that node texts are taken apart once. */
  cache?: TextCache;
  /** Shared between calls so that a candidate is made ready once, as long as its memory is the same object. */
  prepared?: PreparedCandidates;
  /** What texts mean, where that is known. */
  vectors?: Vectors;
  /** Whether a decision may take a second flow or proposal into the first (see `Decision.absorbs`). */
  absorb?: boolean;
}
