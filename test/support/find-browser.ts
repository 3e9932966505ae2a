import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Chromium without the parts that paint a desktop's windows is the same engine at two thirds of the time. */
const NAMES = [
  'chromium-headless-shell',
  ...['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'],
];
const ELSEWHERE = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** A Chromium to test pages in: the one that CHROME_PATH names, or one that is installed. Null where there is none. */
export async function findBrowser(): Promise<string | null> {
  const { CHROME_PATH, PATH = '' } = process.env;
  if (CHROME_PATH) return CHROME_PATH;
  const folders = PATH.split(delimiter);
  const installed = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...installed, ...ELSEWHERE].find((file) => existsSync(file)) ?? (await browserOfNpm());
}

/** `npm install --no-save @sparticuz/chromium` brings a Chromium for Linux where nothing can be installed otherwise. */
async function browserOfNpm(): Promise<string | null> {
  const name = '@sparticuz/chromium';
  try {
    const { default: chromium } = (await import(name)) as { default: { executablePath(): Promise<string> } };
    return await chromium.executablePath();
  } catch {
    return null;
  }
}
