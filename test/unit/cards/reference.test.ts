import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { vocabularyReference } from '../../../src/cards/reference.ts';
import { viewOf } from '../../fixtures/cards.ts';
import { bad } from '../../fixtures/scorecards.ts';

const docs = readFileSync(new URL('../../../docs/cards.md', import.meta.url), 'utf8');

describe('docs/cards.md', () => {
  test('holds the reference of every element as the vocabulary has it', () => {
    expect(docs).toContain(vocabularyReference());
  });

  test('names every value that a template sees', () => {
    const view = viewOf(bad);
    const nested = [
      view.subject,
      view.score,
      view.band,
      view.drivers[0],
      view.flags[0],
      view.tiles[0],
      view.journey[0],
    ];
    const names = [view, ...nested].flatMap((part) => Object.keys(part ?? {}));
    expect(names.length).toBeGreaterThan(40);
    expect(names.filter((name) => !docs.includes(`\`${name}\``))).toEqual([]);
  });
});
