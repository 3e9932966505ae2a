import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';

/**
 * Browsers of their own for those who open pages. One that was left is handed out again to whoever wants the same kind of it:
 * nothing of its user is in it any more, but the program's scripts are, with what the engine made of them, and to read those
 * takes longer than most tests of a page do.
 */
export class BrowserContexts {
  private readonly left: { kind: string; context: BrowserContext }[] = [];
  private readonly kinds = new WeakMap<BrowserContext, string>();

  /** @param onPage told of each page that is opened in any of them */
  constructor(
    private readonly browser: Browser,
    private readonly onPage: (page: Page) => void,
  ) {}

  /** One in which nobody is signed in. */
  async take(options: BrowserContextOptions): Promise<BrowserContext> {
    const kind = JSON.stringify(options);
    const at = this.left.findIndex((one) => one.kind === kind);
    const [found] = at === -1 ? [] : this.left.splice(at, 1);
    if (found) return found.context;
    const context = await this.browser.newContext(options);
    context.on('page', this.onPage);
    this.kinds.set(context, kind);
    return context;
  }

  /** Closes its pages and takes out of it what its user and its test did to it: cookies, storage, routes, permissions. */
  async leave(context: BrowserContext, origin: string): Promise<void> {
    const [last, ...others] = context.pages();
    for (const page of others) await page.close();
    await context.setOffline(false);
    await context.unrouteAll({ behavior: 'ignoreErrors' });
    if (last) {
      await last.unrouteAll({ behavior: 'ignoreErrors' });
      // Its scripts end here, so that they write nothing any more.
      await last.goto('about:blank');
      const protocol = await context.newCDPSession(last);
      await protocol.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      await last.close();
    }
    await context.clearCookies();
    await context.clearPermissions();
    this.left.push({ kind: this.kinds.get(context) ?? '', context });
  }
}
