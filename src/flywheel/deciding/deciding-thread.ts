import { deserialize } from 'node:v8';
import { v7 } from 'uuid';
import type { Vectors } from '../../encoding/vectors.js';
import { TextCache } from '../../search/text/analyse.js';
import { decideDocument, type DocumentDecision } from '../core/decision/decide-document.js';
import { decide, decideWithin } from '../core/decision/decide.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { Candidate, Decision, SessionInput, TermStatistics } from '../core/types.js';

/** What is to be decided. */
export interface Matter {
  session: SessionInput;
  /** Where the session is a document: its own. */
  document: FlowDocument | null;
  /** Each serialised by itself, so that not all of them are at once. */
  candidates: Uint8Array[];
  statistics: TermStatistics;
  absorb: boolean;
  /** Whether a person has said that it belongs to the flow of the candidates. */
  within: boolean;
  vectors: Vectors;
}

/** Texts come again with the next session. */
const cache = new TextCache(10_000);

/** What a thread of the pool does with a matter. */
export default function decideMatter(
  matter: Matter,
): DocumentDecision | { decision: Decision; placed: null } {
  const { session, document, statistics, absorb, within, vectors } = matter;
  const candidates = matter.candidates.map((each) => deserialize(each) as Candidate);
  const options = { newId: () => v7(), cache, absorb, vectors };
  if (document) return decideDocument({ session, document }, candidates, statistics, options);
  const decided = within ? decideWithin : decide;
  return { decision: decided(session, candidates, statistics, options), placed: null };
}
