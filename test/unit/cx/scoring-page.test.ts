import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultModel } from '../../../src/cx/default-model.ts';
import { parseSignal } from '../../../src/cx/parse-signals.ts';
import { evaluate, FLAGS, METRICS } from './installed.ts';

const page = readFileSync(new URL('../../../docs/scoring.md', import.meta.url), 'utf8');

function rowsUnder(heading: string): string[][] {
  const section = page.slice(page.indexOf(heading)).split(/\n## /)[0] ?? '';
  return section
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

test('the worked example of docs/scoring.md is what evaluate computes', () => {
  const lines = /```jsonl\n([\s\S]*?)```/.exec(page)?.[1]?.trim().split('\n') ?? [];
  const signals = lines.map((line) => {
    const parsed = parseSignal(JSON.parse(line));
    if ('faults' in parsed) throw new Error(JSON.stringify(parsed.faults));
    return parsed.signal;
  });
  const subject = { object: 'customer', id: 'ana' } as const;
  const scorecard = evaluate({ subject, signals, model: defaultModel, now: '2026-11-23T10:00:00Z' });
  const computed = scorecard.components.map(({ metric, value, score, confidence, weight, share, points }) => [
    metric,
    value.toFixed(2),
    score.toFixed(1),
    confidence.toFixed(3),
    weight.toFixed(2),
    (weight * confidence).toFixed(4),
    share.toFixed(3),
    points.toFixed(2),
  ]);
  expect(rowsUnder('## A worked example')).toEqual(computed);
  const { value = 0, low = 0, high = 0 } = scorecard.score ?? {};
  expect(page).toContain(
    `score is 50 + ${(value - 50).toFixed(2)} = **${value.toFixed(2)}** (${low.toFixed(2)} to ${high.toFixed(2)})`,
  );
  expect(page).toContain(`*${scorecard.band}*, with a coverage of ${scorecard.coverage.toFixed(2)}`);
  expect(page).toContain(
    `What she says: ${scorecard.perception?.score.toFixed(2)}; what\nhappened: ${scorecard.record?.score.toFixed(2)}.`,
  );
  expect(page).toContain(
    `The prior adds the share ${scorecard.prior?.share.toFixed(3)} and ${scorecard.prior?.points.toFixed(2)} points.`,
  );
  expect([scorecard.flags, scorecard.nextStep]).toEqual([[], 'thank']);
});

test('docs/scoring.md lists every metric with its weight, every flag and every band edge', () => {
  const weights = rowsUnder('## What is measured').map(([metric, weight]) => [
    metric?.replaceAll('`', ''),
    Number(weight),
  ]);
  expect(Object.fromEntries(weights)).toEqual(defaultModel.weights);
  expect(weights.map(([metric]) => metric).sort()).toEqual(METRICS.map(({ id }) => id).sort());
  expect(
    rowsUnder('## Flags')
      .map(([flag]) => flag?.replaceAll('`', ''))
      .sort(),
  ).toEqual(FLAGS.map(({ id }) => id).sort());
  expect(
    rowsUnder('## Bands')
      .slice(0, 3)
      .map(([band, from]) => [band, Number(from)]),
  ).toEqual(Object.entries(defaultModel.bands));
});
