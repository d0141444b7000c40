/**
 * Metrics and flags, found by reading their folders: the folder is the registry, the file name is the id. Each file's manifest is
 * checked by its define-function when it is imported; here only the names are compared and doubles refused.
 */
import { readdirSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FlagDefinition } from './cx/define-flag.ts';
import type { MetricDefinition } from './cx/define-metric.ts';
import { type Fault, RequestInvalid } from './errors.ts';

export interface Contributions {
  readonly metrics: readonly MetricDefinition[];
  readonly flags: readonly FlagDefinition[];
}

async function loadFolder<Definition extends { id: string }>(folder: URL, faults: Fault[]): Promise<Definition[]> {
  const files = readdirSync(fileURLToPath(folder))
    .filter((name) => /\.(ts|js)$/.test(name) && !name.endsWith('.d.ts'))
    .sort();
  const loaded: Definition[] = [];
  for (const name of files) {
    const module: { default?: Definition } = await import(new URL(name, folder).href);
    const id = basename(name, extname(name));
    if (module.default === undefined) {
      faults.push({ key: name, message: 'has no default export; export what define… returns' });
    } else if (module.default.id !== id) {
      faults.push({ key: name, message: `carries the id "${module.default.id}"; the file name must be the id` });
    } else {
      loaded.push(module.default);
    }
  }
  return loaded;
}

/**
 * Everything that the shipped folders contribute, ordered by id.
 * @throws RequestInvalid naming each file whose manifest does not fit.
 */
export async function loadContributions(): Promise<Contributions> {
  const faults: Fault[] = [];
  const metrics = await loadFolder<MetricDefinition>(new URL('./cx/metrics/', import.meta.url), faults);
  const flags = await loadFolder<FlagDefinition>(new URL('./cx/flags/', import.meta.url), faults);
  if (faults.length > 0) throw new RequestInvalid('Some metrics or flags could not be loaded:', faults);
  return { metrics, flags };
}
