import type { FlowDocument } from '../flows/document/flow-document.js';
import type { AccountTx } from '../kernel/database/account-tx.js';

/** A known session that fits one document of its flow less well than another. */
export interface Regression {
  sessionId: string;
  title: string;
  /** 0 to 1: how much of the session and of its way through the flow agree. */
  fitnessBefore: number;
  fitnessAfter: number;
}

export interface Replayed {
  /** The flow's latest sessions that were looked at. */
  known: number;
  /** Of those, the ones that the change could touch and that were walked again. */
  replayed: number;
  /** The worst comes first. */
  regressions: Regression[];
}

/** What would change in a flow. */
export interface FlowChange {
  flowId: string;
  before: FlowDocument;
  after: FlowDocument;
  /** Sessions whose way is meant to go, as those of a proposal whose approval is undone. */
  except: readonly string[];
}

/**
 * Tells what a change of a flow does to the sessions that the flow was learned from. Those who publish need the
 * answer, and only the flywheel knows how a session walks a flow, so it is asked through this port.
 */
export abstract class SessionReplay {
  abstract replay(tx: AccountTx, change: FlowChange): Promise<Replayed>;
}
