import { describe, expect, test } from 'vitest';
import { defaultModel } from '../../../src/cx/default-model.ts';
import { flagsPage, metricsPage } from '../../../src/cx/manifest-pages.ts';
import { LANGUAGES } from '../../../src/cx/model/text.ts';
import { FLAGS, METRICS } from './installed.ts';

const pathOf = (page: string, language: string) =>
  new URL(`../../../docs/${page}${language === 'en' ? '' : `.${language}`}.md`, import.meta.url).pathname;

describe.each(LANGUAGES)('the reference in %s', (language) => {
  test('of the metrics is what their manifests say', async () => {
    await expect(metricsPage(METRICS, defaultModel, language)).toMatchFileSnapshot(pathOf('metrics', language));
  });

  test('of the flags is what their manifests say', async () => {
    await expect(flagsPage(FLAGS, language)).toMatchFileSnapshot(pathOf('flags', language));
  });
});
