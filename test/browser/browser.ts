/**
 * A browser for tests: the Chromium that comes with the packages; where that does not start (macOS, Windows, missing
 * libraries), the one at CHROME_PATH, Chrome or Edge of the system. Where there is none, the tests are skipped with the reason.
 */
import { access } from 'node:fs/promises';
import sparticuz from '@sparticuz/chromium';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

export type Launched =
  | { readonly browser: Browser; readonly reason: null }
  | { readonly browser: null; readonly reason: string };

async function packaged(): Promise<LaunchOptions> {
  if (process.platform !== 'linux') throw new Error('the packaged Chromium runs on Linux only');
  const executablePath = await sparticuz.executablePath();
  await access(executablePath);
  // In a single process, closing one page ends the browser.
  const args = sparticuz.args.filter((argument) => !['--single-process', '--no-zygote'].includes(argument));
  return { executablePath, args, headless: true };
}

async function named(): Promise<LaunchOptions> {
  const path = process.env.CHROME_PATH;
  if (path === undefined) throw new Error('CHROME_PATH is not set');
  return { executablePath: path, headless: true };
}

const CANDIDATES: readonly { readonly name: string; readonly options: () => Promise<LaunchOptions> }[] = [
  { name: 'CHROME_PATH', options: named },
  { name: 'packaged Chromium', options: packaged },
  { name: 'Chrome', options: async () => ({ channel: 'chrome', headless: true }) },
  { name: 'Edge', options: async () => ({ channel: 'msedge', headless: true }) },
];

/** The first browser that starts, or the reasons why none did. */
export async function launchBrowser(): Promise<Launched> {
  const reasons: string[] = [];
  for (const { name, options } of CANDIDATES) {
    try {
      return { browser: await chromium.launch(await options()), reason: null };
    } catch (error) {
      reasons.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`);
    }
  }
  return { browser: null, reason: `No browser starts here. ${reasons.join('; ')}` };
}
