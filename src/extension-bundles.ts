/** The bundles of the extensions, for the sandbox's pages. A published package brings them; a checkout makes them. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** By CRM: what a bundle is made of, and the package that makes it. */
const PROJECTS = {
  hubspot: { sources: ['src', 'host'], tool: '@hubspot/ui-extensions-dev-server/build' },
  salesforce: { sources: ['force-app/main/default/lwc', 'host'], tool: '@lwc/rollup-plugin' },
} as const;

function newest(folder: string): number {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(0, ...times);
}

function isInstalled(tool: string): boolean {
  try {
    createRequire(import.meta.url).resolve(tool);
    return true;
  } catch {
    return false;
  }
}

/**
 * Looks for the bundles, and makes them in a process of their own where they are missing or older than their sources and
 * the vendor's bundler is installed. Returns where they lie; null until they are there.
 */
export function extensionBundles(crm: keyof typeof PROJECTS, report: (reason: string) => void): () => string | null {
  const project = fileURLToPath(new URL(`../extensions/${crm}/`, import.meta.url));
  const { sources, tool } = PROJECTS[crm];
  const dist = join(project, 'dist');
  const ready = () => (existsSync(join(dist, 'host.js')) ? dist : null);
  const stale = () => {
    const made = ready() === null ? 0 : statSync(join(dist, 'host.js')).mtimeMs;
    return Math.max(...sources.map((folder) => newest(join(project, folder)))) > made;
  };
  if (!existsSync(join(project, 'host')) || !isInstalled(tool) || !stale()) return ready;
  let making = true;
  execFile(process.execPath, [join(project, 'build.mjs')], (error) => {
    making = false;
    if (error !== null) report(error.message);
  });
  return () => (making ? null : ready());
}
