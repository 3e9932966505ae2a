import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, prepare, root } from './project.mjs';
import { withStartedProgram } from './started-program.mjs';

/** Draws the pages that README shows, of the demo account, into docs/screenshots: `npm run screenshots`. */
prepare({ build: true, web: 'pages' });
await import('@swc-node/register/esm-register');
const { findBrowser } = await import('../test/support/find-browser.ts');
const { chromium } = await import('playwright-core');
const executablePath = await findBrowser();
if (executablePath === null) fail('No Chromium was found, and CHROME_PATH names none');
const folder = join(root, 'docs', 'screenshots');
mkdirSync(folder, { recursive: true });

await withStartedProgram(async ({ base, emails, run }) => {
  const browser = await chromium.launch({
    executablePath,
    // Chromium has no sandbox for root.
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  try {
    const context = await browser.newContext({
      ...{ baseURL: base, viewport: { width: 1280, height: 1000 }, locale: 'en-GB', reducedMotion: 'reduce' },
    });
    const page = await context.newPage();
    await page.goto(run('sign-in-link', '--', '--email', emails.reviewer));
    await page.waitForURL(`${base}/`);
    const first = async (path) =>
      (await page.request.get(`${base}${path}`).then((answer) => answer.json())).items[0].id;
    const shoot = async (name, path, ready) => {
      await page.goto(path);
      await ready();
      await page.waitForLoadState('networkidle');
      await page.screenshot({ path: join(folder, `${name}.png`) });
      console.log(`docs/screenshots/${name}.png`);
    };
    const heading = () => page.locator('h1').first().waitFor();
    await shoot('home', '/', heading);
    await shoot('walk', '/walk?q=printer%20offline', heading);
    await shoot('review-queue', '/review', heading);
    await shoot(
      'proposal',
      `/review/${await first('/v1/proposals?status=pending&proposal_type=branch_addition')}`,
      async () => {
        await heading();
        await page.keyboard.press('v');
        await page.locator('.react-flow__node').first().waitFor();
      },
    );
    await shoot('flow', `/flows/${await first('/v1/flows?status=published')}`, heading);
    await shoot('sessions', '/sessions', heading);
  } finally {
    await browser.close();
  }
});
