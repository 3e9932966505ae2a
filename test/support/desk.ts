import { afterAll, describe, expect } from '@jest/globals';
import axe, { type AxeResults } from 'axe-core';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import { builtDesk } from '../../src/desk/serve-desk.js';
import type { Role } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from './app.js';
import { BrowserContexts } from './browser-contexts.js';
import { Browser as SignedInBrowser } from './browser.js';
import { findBrowser } from './find-browser.js';

const executable = await findBrowser();
if (executable === null) {
  if (process.env.CI) throw new Error('CI tests pages in Chromium, and there is none');
  process.stderr.write('Pages are not tested: no Chromium was found, and CHROME_PATH names none\n');
}

/** As `describe`, but passed over where there is no browser. */
export const describePages = executable === null ? describe.skip : describe;

export const PHONE = { width: 360, height: 740 };
export const LAPTOP = { width: 1366, height: 768 };

/** The whole program with its pages, listening, and a browser that opens them. */
export class Desk {
  private readonly faults: string[] = [];
  private readonly contexts: BrowserContexts;

  private constructor(
    readonly test: TestApp,
    readonly url: string,
    private readonly browser: Browser,
  ) {
    this.contexts = new BrowserContexts(browser, (page) => {
      this.watch(page);
    });
  }

  /** @param env variables that differ from the tests' defaults; browsers find the program at `PUBLIC_URL`, if it is set */
  static async start(env: Parameters<typeof startTestApp>[0] = {}): Promise<Desk> {
    const folder = builtDesk();
    if (folder === null) throw new Error('the pages are not built; npm test does it');
    const test = await startTestApp(env, undefined, folder);
    await test.app.listen(0, '127.0.0.1');
    const url = await test.app.getUrl();
    const browser = await chromium.launch({
      executablePath: executable ?? undefined,
      args: [
        // Chromium has no sandbox for root.
        ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
        ...[
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
          '--no-first-run',
        ],
        ...(env.PUBLIC_URL
          ? [`--host-resolver-rules=MAP ${new URL(env.PUBLIC_URL).host} ${new URL(url).host}`]
          : []),
      ],
    });
    return new Desk(test, env.PUBLIC_URL ?? url, browser);
  }

  /** A browser of its own, in which somebody is signed in, or nobody. */
  async openBrowser(
    account: TestAccount | null,
    role: Role = 'viewer',
    options: BrowserContextOptions = {},
  ): Promise<BrowserContext> {
    const context = await this.contexts.take({
      baseURL: this.url,
      viewport: LAPTOP,
      locale: 'en-GB',
      reducedMotion: 'reduce',
      ...options,
    });
    if (account) {
      const { cookie } = await SignedInBrowser.signIn(this.test, account, role);
      const [name = '', value = ''] = cookie.split('=');
      await context.addCookies([{ name, value, url: this.url, httpOnly: true, sameSite: 'Lax' }]);
    }
    return context;
  }

  async open(
    account: TestAccount | null,
    role: Role,
    path: string,
    options: BrowserContextOptions = {},
  ): Promise<Page> {
    const context = await this.openBrowser(account, role, options);
    const page = await context.newPage();
    await page.goto(path);
    return page;
  }

  /** Closes a page and all others of its browser, which somebody else may have next. */
  async leave(page: Page): Promise<void> {
    await this.contexts.leave(page.context(), this.url);
  }

  /** Nothing that the browser refused, and no exception that nobody caught. */
  expectNoFaults(): void {
    expect(this.faults.splice(0)).toEqual([]);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.test.close();
  }

  private watch(page: Page): void {
    page.on('pageerror', (error) => void this.faults.push(String(error)));
    page.on('console', (message) => {
      const text = message.text();
      // Answers that are no 2xx are told by the pages themselves.
      if (message.type() === 'error' && !text.startsWith('Failed to load resource')) this.faults.push(text);
    });
  }
}

let shared: Promise<Desk> | null = null;

/** One desk for all suites of a test file, closed when the last of them is done. */
export function deskOfFile(): Promise<Desk> {
  return (shared ??= Desk.start());
}

// Suites that have a desk of their own close that; where none was shared, there is nothing to close.
afterAll(async () => {
  await (await shared)?.close();
});

/** Ends once no colour is on its way from one scheme's to the other's; what moves for ever is not waited for. */
const COLOURS_SETTLED = `Promise.allSettled(
  document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished),
)`;

/** What axe finds wrong with the page as it stands, in both colour schemes. */
export async function expectAccessible(page: Page): Promise<void> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
    await page.evaluate(COLOURS_SETTLED);
    const { violations } = await page.evaluate<AxeResults>(
      // Style sheets are preloaded for a rule that is off by default.
      'axe.run(document, { resultTypes: ["violations"], preload: { assets: ["media"] } })',
    );
    const found = violations.map(({ id, nodes }) => ({
      ...{ colorScheme, id },
      nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
    }));
    expect(found).toEqual([]);
  }
}

/** The page fits its width: nobody has to push it sideways. */
export async function expectFitsWidth(page: Page): Promise<void> {
  const [content, window] = await page.evaluate<[number, number]>(
    '[document.documentElement.scrollWidth, document.documentElement.clientWidth]',
  );
  expect(content).toBeLessThanOrEqual(window);
}
