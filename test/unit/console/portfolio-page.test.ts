import { describe, expect, test } from 'vitest';
import { portfolioPage } from '../../../src/console/portfolio-page.ts';
import type { ChurnQuality } from '../../../src/jobs/learn/learned-quality.ts';
import { dictionary } from '../../fixtures/cards.ts';
import { emptyPortfolio, portfolio, portfolioView } from '../../fixtures/portfolio.ts';

const en = dictionary.words('en');
const es = dictionary.words('es');
const textOf = (page: string) =>
  page
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');

describe('portfolioPage', () => {
  test('says the finding of every part before its numbers', () => {
    const text = textOf(portfolioPage(portfolioView(), en));
    for (const words of [
      'over 2 of 5 customers',
      '2 frictions make up 80%. First: Slow answer, with 2 customers.',
      'Improve first: First response.',
      '24,569 of 420,464 (6%) is with customers who are poor or critical.',
      '1. Hotel Bahía Serena 8,400 24',
      'The largest drop: from Use to Support, −21.5 points.',
      '1 of 10 left within a year: 10% (2% to 40%).',
      'More than half of all customers are still there',
      'After 12 months 71% 52% to 84% 14',
      'Hours to solve: rises by 1.2 in 30 days; from 4.1 to 9 since',
      'Tickets wait longest in “Waiting on us”: 14.5 h (median), 70% of all their time.',
      'About 27 of 40 buyers still buy; 31 purchases are to be expected within 90 days.',
      'c9 12% 210 6 1 4 5',
      'A risk index by rules, not a probability',
      'a model of your own does better, but that may be chance',
    ]) {
      expect(text).toContain(words);
    }
    const spanish = textOf(portfolioPage(portfolioView(), es));
    expect(spanish).toContain('La mayor caída: de Uso a Soporte, −21,5 puntos.');
    expect(spanish).toContain('Horas hasta la solución: sube 1,2 en 30 días; de 4,1 a 9 desde el');
  });

  test('tells a probability with all that speaks for it, and a leak', () => {
    const churn = {
      ...{ about: 'customer', kind: 'probability', reason: null, trainedAt: portfolio.at, rows: 9_000, left: 400 },
      ...{ auc: { value: 0.84, low: 0.81, high: 0.87 }, lift: { at10: 4.2, at20: 3 }, ece: 0.012 },
      ...{ brier: { value: 0.136, base: 0.195 }, leaks: ['exit_survey'], warnings: [] },
    } satisfies Partial<ChurnQuality> as ChurnQuality;
    const text = textOf(portfolioPage({ ...portfolioView(), learned: [churn] }, en));
    expect(text).toContain('A calibrated probability of leaving within 90 days.');
    for (const words of [
      'AUC 0.84 (0.81 to 0.87',
      'Brier 0.14, base rate 0.2',
      'Calibration error 0.01',
      'exit_survey',
    ]) {
      expect(text).toContain(words);
    }
  });

  test('charts tell their finding to who does not see them', () => {
    const page = portfolioPage(portfolioView(), en);
    const labels = [...page.matchAll(/role="img" aria-label="([^"]+)"/g)].map(([, label]) => label);
    expect(labels).toEqual([
      'Mean score in November 2026: 73.6 of 100.',
      'Importance upwards, performance to the right. Improve first: First response.',
    ]);
    expect(page.match(/<svg(?![^>]*(?:aria-hidden|aria-label))/g)).toBeNull();
  });

  test('is calm where there is nothing to tell, and shows names as text', () => {
    const text = textOf(portfolioPage({ ...portfolioView(), portfolio: null, learned: [] }, es));
    expect(text).toContain('Aún no se ha aprendido nada.');
    const empty = textOf(portfolioPage({ ...portfolioView(), portfolio: emptyPortfolio }, en));
    for (const words of [
      'No friction was found',
      'Nobody’s first',
      'No revenue',
      'No journey',
      'No month has a score',
    ]) {
      expect(empty).toContain(words.replace('’', '&#39;'));
    }
    const names = new Map([['account a1', '<script>alert(1)</script>']]);
    expect(portfolioPage({ ...portfolioView(), names }, en)).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  });
});
