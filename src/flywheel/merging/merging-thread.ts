import { v7 } from 'uuid';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { compareFitness, type Comparison, type WalkedSession } from '../core/merging/replay.js';
import { reviseDocument, type RevisedDocument } from '../core/merging/revise-document.js';
import type { NodeMemory } from '../core/types.js';

/** Three states of what a document became: as it was, as the document says now, and what it is by now. */
export interface Revision {
  before: FlowDocument;
  document: FlowDocument;
  current: FlowDocument;
}

/** Sessions, and the two documents that they are to be walked through. */
export interface Replay {
  sessions: WalkedSession[];
  before: FlowDocument;
  after: FlowDocument;
  memory: NodeMemory;
}

/** One of the two. */
export interface Merging {
  revision?: Revision;
  replay?: Replay;
}

export interface Merged {
  revised?: RevisedDocument;
  compared?: Comparison[];
}

/** What a thread of the pool does. */
export default function merge({ revision, replay }: Merging): Merged {
  return {
    ...(revision && {
      revised: reviseDocument(revision.before, revision.document, revision.current, () => v7()),
    }),
    ...(replay && {
      compared: compareFitness(replay.sessions, replay.before, replay.after, replay.memory),
    }),
  };
}
