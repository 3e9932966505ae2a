import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { DomainError } from '../kernel/errors/domain-error.js';
import { preconditionFailed, preconditionRequired } from '../kernel/http/etag/etag.errors.js';
import { meansState, stateOfTag, tagOf, type TagList } from '../kernel/http/etag/etag.js';
import { flowState } from './flow-tag.js';
import type { CurrentFlow } from './flow.js';
import { flowNotFound } from './flows.errors.js';
import { FlowsRepository } from './flows.repository.js';

/** Refuses a change of a flow, which the transaction has locked, by throwing. */
export type FlowCheck = (tx: AccountTx, flow: LockedState) => Promise<void>;

type LockedState = Pick<CurrentFlow, 'flowId' | 'version' | 'status'>;

const VERSION = /^([1-9]\d{0,8})(-|$)/;
const SHOWN_VERSIONS = 50;

/** Holds changes of flows against what was seen when they were made up. */
@Injectable()
export class FlowPreconditions {
  constructor(
    private readonly accounts: AccountsService,
    private readonly flows: FlowsRepository,
  ) {}

  /**
   * The check of a request with this `If-Match`. It comes after those that would refuse the request anyway, and before
   * anything is done.
   * @throws DomainError 412 with what was published since; 428 where it is missing and the account requires it
   */
  check(ifMatch: TagList | null): FlowCheck {
    return async (tx, flow) => {
      if (ifMatch === null) {
        if ((await this.accounts.settings(tx)).requireIfMatch) throw preconditionRequired();
        return;
      }
      if (!meansState(ifMatch, flowState(flow))) throw await this.changed(tx, flow, ifMatch);
    };
  }

  private async changed(tx: AccountTx, flow: LockedState, seen: TagList): Promise<DomainError> {
    const { flowId, version, status } = flow;
    const shown = await this.flows.findCurrent(tx, flowId);
    if (!shown) throw flowNotFound();
    const seenVersion = latestSeen(seen, version);
    const versions = await this.flows.listVersions(tx, flowId, null, SHOWN_VERSIONS);
    return preconditionFailed('The flow is no longer what If-Match names', {
      flow_id: flowId,
      etag: `"${tagOf(flowState(shown), JSON.stringify(shown))}"`,
      version,
      flow_status: status,
      seen_version: seenVersion,
      versions: seenVersion === null ? [] : versions.filter((since) => since.version > seenVersion),
    });
  }
}

/** The latest version up to the present one that the tags name. */
function latestSeen(list: TagList, version: number): number | null {
  if (list === '*') return null;
  const seen = list.flatMap((tag) => {
    const named = VERSION.exec(stateOfTag(tag))?.[1];
    return named === undefined || Number(named) > version ? [] : [Number(named)];
  });
  return seen.length > 0 ? Math.max(...seen) : null;
}
