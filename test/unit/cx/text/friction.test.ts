/** How well complaints are told from mere mentions, topic by topic, on sentences that were put aside. */
import { describe, expect, test } from 'vitest';
import { LANGUAGES } from '../../../../src/cx/model/text.ts';
import { analyseText } from '../../../../src/cx/text/analyse.ts';
import { TOPICS } from '../../../../src/cx/text/topics.ts';
import { complaints, noComplaint } from './friction/held-out.ts';

const linesOf = (text: string) => text.split('\n');

describe.each(LANGUAGES)('friction in %s', (language) => {
  const topicsOf = (text: string) => analyseText(text, { language }).topics.map(({ id }) => id);

  test.each(TOPICS.map(({ id }) => id))('%s is found in at least two of three complaints', (id) => {
    const found = linesOf(complaints[id][language]).filter((text) => topicsOf(text).includes(id));
    expect(found.length).toBeGreaterThanOrEqual(2);
  });

  test('most complaints get their topic, and few get another beside it', () => {
    let right = 0;
    let found = 0;
    let said = 0;
    for (const { id } of TOPICS) {
      for (const text of linesOf(complaints[id][language])) {
        const topics = topicsOf(text);
        said += 1;
        found += topics.length;
        if (topics.includes(id)) right += 1;
      }
    }
    expect(right / said).toBeGreaterThanOrEqual(0.88);
    expect(right / found).toBeGreaterThanOrEqual(0.88);
  });

  test('at most one in ten mentions is taken for a complaint', () => {
    const taken = linesOf(noComplaint[language]).filter((text) => topicsOf(text).length > 0);
    expect(taken.length).toBeLessThanOrEqual(linesOf(noComplaint[language]).length / 10);
  });
});
