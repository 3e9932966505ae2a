import { CreateBaseline1795478400000 } from './1795478400000-create-baseline.js';
import { AddFlowVerification1795714800000 } from './1795714800000-add-flow-verification.js';
import { AddL1Walks1795715100000 } from './1795715100000-add-l1-walks.js';
import { NameWalkOfFlag1795715700000 } from './1795715700000-name-walk-of-flag.js';
import { AddKnowledge1795716600000 } from './1795716600000-add-knowledge.js';
import { AddQueueByDomain1795717200000 } from './1795717200000-add-queue-by-domain.js';
import { AddNextByOrder1795718100000 } from './1795718100000-add-next-by-order.js';
import { DropJobsOfDeletedAccount1795718700000 } from './1795718700000-drop-jobs-of-deleted-account.js';
import { AddProposalSummary1795720200000 } from './1795720200000-add-proposal-summary.js';
import { FoldSpellings1795723200000 } from './1795723200000-fold-spellings.js';
import { AddBulkRehearsals1795723800000 } from './1795723800000-add-bulk-rehearsals.js';
import { HoldWebhooksThatAreTold1795724100000 } from './1795724100000-hold-webhooks-that-are-told.js';
import { TellEndedCredentials1795724400000 } from './1795724400000-tell-ended-credentials.js';
import { AddProposalSkips1795724700000 } from './1795724700000-add-proposal-skips.js';
import { AddBrowserSessions1795725300000 } from './1795725300000-add-browser-sessions.js';
import { KeepWordsInVectors1795725600000 } from './1795725600000-keep-words-in-vectors.js';
import { AddFlowDistinctions1795726800000 } from './1795726800000-add-flow-distinctions.js';
import { AddUserIdentities1795727400000 } from './1795727400000-add-user-identities.js';
import { AddTextVectors1795728000000 } from './1795728000000-add-text-vectors.js';
import { TellQueueState1795728300000 } from './1795728300000-tell-queue-state.js';
import { AddModelCalls1795729800000 } from './1795729800000-add-model-calls.js';
import { TellMovedSessions1795730100000 } from './1795730100000-tell-moved-sessions.js';
import { AddRetention1795731300000 } from './1795731300000-add-retention.js';

/** Every migration, oldest first. */
export const migrations = [
  CreateBaseline1795478400000,
  AddFlowVerification1795714800000,
  AddL1Walks1795715100000,
  NameWalkOfFlag1795715700000,
  AddKnowledge1795716600000,
  AddQueueByDomain1795717200000,
  AddNextByOrder1795718100000,
  DropJobsOfDeletedAccount1795718700000,
  AddProposalSummary1795720200000,
  FoldSpellings1795723200000,
  AddBulkRehearsals1795723800000,
  HoldWebhooksThatAreTold1795724100000,
  TellEndedCredentials1795724400000,
  AddProposalSkips1795724700000,
  AddBrowserSessions1795725300000,
  KeepWordsInVectors1795725600000,
  AddFlowDistinctions1795726800000,
  AddUserIdentities1795727400000,
  AddTextVectors1795728000000,
  TellQueueState1795728300000,
  AddModelCalls1795729800000,
  TellMovedSessions1795730100000,
  AddRetention1795731300000,
];
