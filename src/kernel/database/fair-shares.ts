import type { DomainError } from '../errors/domain-error.js';
import { busy } from '../errors/request-errors.js';

/** Transactions of one account that wait for their turn; more are refused. */
const MOST_WAITING = 500;

const tooMuch = (): DomainError =>
  busy('server_busy', 'The account has more under way than its share; try again in a moment');

interface Account {
  open: number;
  /** In the order in which they came. */
  waiting: (() => void)[];
}

/** Bounds how much each has under way at a time, such as transactions of an account, so that none takes all connections. */
export class FairShares {
  private readonly accounts = new Map<string, Account>();

  /**
   * @param most open ones of each account
   * @param patienceMs for how long one waits for its turn
   */
  constructor(
    private readonly most: number,
    private readonly patienceMs: number,
  ) {}

  /**
   * Does work within the account's share, once those that came before have left room for it.
   * @throws DomainError 503 `server_busy` when too many wait, or for too long
   */
  async within<T>(accountId: string, work: () => Promise<T>): Promise<T> {
    const account = this.accounts.get(accountId) ?? { open: 0, waiting: [] };
    this.accounts.set(accountId, account);
    if (account.open < this.most) account.open++;
    else await this.turn(account);
    try {
      return await work();
    } finally {
      const next = account.waiting.shift();
      if (next) next();
      else if (--account.open === 0) this.accounts.delete(accountId);
    }
  }

  /** Whoever ends gives its place to the one that waits longest. */
  private turn({ waiting }: Account): Promise<void> {
    if (waiting.length >= MOST_WAITING) throw tooMuch();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        waiting.splice(waiting.indexOf(given), 1);
        reject(tooMuch());
      }, this.patienceMs);
      const given = (): void => {
        clearTimeout(timer);
        resolve();
      };
      waiting.push(given);
    });
  }
}
