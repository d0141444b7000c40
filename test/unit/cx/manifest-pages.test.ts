import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../src/cx/default-model.ts';
import { flagPages, metricPages } from '../../../src/cx/manifest-pages.ts';
import { LANGUAGES } from '../../../src/cx/model/text.ts';
import { FLAGS, METRICS } from './installed.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const pages = LANGUAGES.flatMap((language) => [
  ...metricPages(METRICS, defaultModel, language),
  ...flagPages(FLAGS, language),
]);

describe('the reference of metrics and flags', () => {
  test.each(pages)('$path is what the manifests say', async ({ path, content }) => {
    await expect(content).toMatchFileSnapshot(new URL(path, DOCS).pathname);
  });

  test.each(['metrics', 'flags'])('has no page in %s of something that is not installed', (folder) => {
    const written = readdirSync(new URL(folder, DOCS)).map((file) => `${folder}/${file}`);
    expect(written.sort()).toEqual(
      pages
        .map(({ path }) => path)
        .filter((path) => path.startsWith(`${folder}/`))
        .sort(),
    );
  });
});
