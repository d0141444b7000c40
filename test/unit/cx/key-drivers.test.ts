import { describe, expect, test } from 'vitest';
import { type KeyDriverOptions, type KeyDriverReport, keyDrivers } from '../../../src/cx/key-drivers.ts';
import { seededRandom } from '../../../src/cx/stats/seeded-random.ts';
import { mtcars } from '../../fixtures/mtcars.ts';

type Reported = Extract<KeyDriverReport, { status: 'reported' }>;

function reported(options: KeyDriverOptions): Reported {
  const report = keyDrivers(options);
  if (report.status !== 'reported') throw new Error(report.reason);
  return report;
}

/** Ratings 1..5; overall follows ease strongly, price weakly, colour not at all; waiting works against it. */
function survey(rows: number, seed = 4): Record<string, number>[] {
  const random = seededRandom(seed);
  const rating = (value: number): number => Math.min(5, Math.max(1, Math.round(value)));
  return Array.from({ length: rows }, () => {
    const ease = rating(2.4 + random.normal());
    const price = rating(4 + random.normal());
    const colour = rating(3 + random.normal());
    const waiting = rating(2 + random.normal());
    return { ease, price, colour, waiting, overall: 0.8 * ease + 0.4 * price - 0.5 * waiting + 0.6 * random.normal() };
  });
}

const predictors = ['ease', 'price', 'colour', 'waiting'];

describe('mtcars, with the minimum lowered', () => {
  const options: KeyDriverOptions = {
    rows: mtcars.map((car) => ({ ...car })),
    target: 'mpg',
    predictors: ['cyl', 'disp', 'hp', 'gear'],
    minimumRows: 30,
    resamples: 200,
  };

  test('by default 32 rows are too few, and the reason says how many are needed', () => {
    const { minimumRows: _, ...rest } = options;
    expect(keyDrivers(rest)).toMatchObject({ status: 'insufficient', rowsUsed: 32, rowsNeeded: 100 });
    expect(keyDrivers(rest)).toHaveProperty('reason', expect.stringContaining('32 complete rows; at least 100'));
  });

  test('the published weights (cx-science C6)', () => {
    const byName = (report: Reported): Record<string, number> =>
      Object.fromEntries(report.drivers.map((driver) => [driver.predictor, driver.raw]));
    expect(byName(reported({ ...options, method: 'relative-weights' })).hp).toBeCloseTo(0.2321744, 7);
    const exact = byName(reported(options));
    expect(exact.cyl).toBeCloseTo(0.247052, 6);
    expect(exact.gear).toBeCloseTo(0.077725, 6);
    expect(reported(options).rSquared).toBeCloseTo(0.7791896, 7);
  });

  test('says that the scales differ', () => {
    expect(reported(options).warnings.join()).toContain('not on one scale');
    const scales = { cyl: [4, 8], disp: [70, 480], hp: [50, 340], gear: [3, 5] } as const;
    expect(reported({ ...options, scales }).warnings).toEqual([]);
  });
});

describe('a made-up survey', () => {
  const report = reported({ rows: survey(400), target: 'overall', predictors });
  const driver = (name: string) => report.drivers.find(({ predictor }) => predictor === name)!;

  test('ranks by what it was made of, and noise gets nothing', () => {
    expect(report.drivers.map(({ predictor }) => predictor)).toEqual(['ease', 'waiting', 'price', 'colour']);
    expect(driver('colour')).toMatchObject({ significant: false, importance: 0 });
    expect(driver('colour').raw).toBeGreaterThan(0);
    expect(driver('waiting').correlation).toBeLessThan(0);
    expect(report.note).toMatch(/not cause/);
  });

  test('the intervals hold the estimate', () => {
    for (const { raw, rawInterval, rescaled, rescaledInterval } of report.drivers) {
      expect(rawInterval.low).toBeLessThanOrEqual(raw);
      expect(rawInterval.high).toBeGreaterThanOrEqual(raw);
      expect(rescaledInterval.low).toBeLessThanOrEqual(rescaled);
      expect(rescaledInterval.high).toBeGreaterThanOrEqual(rescaled);
    }
  });

  test('of forty surveys, about 95 % of the intervals hold the truth', () => {
    const easeIn = (rows: number, seed: number) =>
      reported({ rows: survey(rows, seed), target: 'overall', predictors, resamples: 100 }).drivers.find(
        ({ predictor }) => predictor === 'ease',
      )!;
    const truth = easeIn(20_000, 999).raw;
    let held = 0;
    for (let seed = 100; seed < 140; seed += 1) {
      const { low, high } = easeIn(150, seed).rawInterval;
      if (low < truth && truth < high) held += 1;
    }
    expect(held).toBeGreaterThanOrEqual(34);
  });

  test('quadrants at the medians: ease matters and is low, long waiting counts as poor performance', () => {
    expect(driver('ease').quadrant).toBe('improve');
    expect(driver('waiting').quadrant).toBe('keep');
    expect(driver('price').quadrant).toBe('maintain');
    expect(driver('waiting').performance).toBeCloseTo(100 - (100 * (driver('waiting').mean - 1)) / 4, 10);
    expect(driver('ease').performance).toBeCloseTo((100 * (driver('ease').mean - 1)) / 4, 10);
  });

  test('the same again, byte for byte; another seed changes only the intervals', () => {
    const options: KeyDriverOptions = { rows: survey(400), target: 'overall', predictors };
    expect(JSON.stringify(keyDrivers(options))).toBe(JSON.stringify(report));
    const other = reported({ ...options, seed: 2 });
    expect(other.drivers.map(({ raw }) => raw)).toEqual(report.drivers.map(({ raw }) => raw));
    expect(other.drivers[0]!.rawInterval).not.toEqual(report.drivers[0]!.rawInterval);
  });

  test('more than 14 predictors switch to relative weights', () => {
    const random = seededRandom(8);
    const wide = survey(300).map((row) => ({
      ...row,
      ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`noise${index}`, random.normal()])),
    }));
    const names = [...predictors, ...Array.from({ length: 12 }, (_, index) => `noise${index}`)];
    const many = reported({ rows: wide, target: 'overall', predictors: names, resamples: 100 });
    expect(many.method).toBe('relative-weights');
    expect(many.drivers.filter(({ significant }) => significant).map(({ predictor }) => predictor)).toEqual([
      'ease',
      'waiting',
      'price',
    ]);
    expect(() => keyDrivers({ rows: wide, target: 'overall', predictors: names, method: 'shapley' })).toThrow(
      /at most 14/,
    );
  });
});

describe('awkward tables', () => {
  const rows = survey(200);

  test('a constant predictor explains nothing and is named; a constant target is insufficient', () => {
    const flat = rows.map((row) => ({ ...row, colour: 3 }));
    const report = reported({ rows: flat, target: 'overall', predictors, resamples: 50 });
    expect(report.warnings.join()).toContain('"colour" is the same in all rows');
    expect(report.drivers.at(-1)).toMatchObject({ predictor: 'colour', raw: 0, importance: 0 });
    const still = keyDrivers({ rows: rows.map((row) => ({ ...row, overall: 4 })), target: 'overall', predictors });
    expect(still).toMatchObject({ status: 'insufficient', reason: expect.stringContaining('"overall" are the same') });
  });

  test('predictors that repeat each other share and are said', () => {
    const report = reported({
      rows: rows.map((row) => ({ ...row, again: row.ease! * 10 })),
      target: 'overall',
      predictors: ['ease', 'again', 'price'],
      resamples: 50,
    });
    expect(report.warnings.join()).toContain('repeat others exactly');
    const [first, second] = report.drivers;
    expect(first!.raw).toBeCloseTo(second!.raw, 8);
  });

  test('more predictors than rows is insufficient even when asked for', () => {
    const few = rows.slice(0, 4);
    expect(keyDrivers({ rows: few, target: 'overall', predictors, minimumRows: 3 })).toMatchObject({
      status: 'insufficient',
    });
    expect(keyDrivers({ rows: [], target: 'overall', predictors })).toMatchObject({
      status: 'insufficient',
      rowsUsed: 0,
    });
  });

  test('rows with gaps are left out and counted', () => {
    const gaps = rows.map((row, index) => (index % 4 === 0 ? { ...row, price: null } : row));
    const report = reported({ rows: gaps, target: 'overall', predictors, resamples: 50 });
    expect(report).toMatchObject({ rowsUsed: 150, rowsLeftOut: 50 });
    expect(report.warnings.join()).toContain('"price" is missing in 50');
  });

  test.each([
    ['a number that is none', { rows: [{ overall: 1, ease: Number.NaN }], predictors: ['ease'] }, /rows\[0\]\.ease/],
    ['no predictor', { rows, predictors: [] }, /at least one predictor/],
    ['one twice', { rows, predictors: ['ease', 'ease'] }, /twice/],
    ['the target among them', { rows, predictors: ['overall'] }, /must not contain the target/],
    ['a scale upside down', { rows, predictors, scales: { ease: [5, 1] as const } }, /scales\.ease/],
    ['few resamples', { rows, predictors, resamples: 5 }, /resamples/],
  ])('refuses %s', (_, options, message) => {
    expect(() => keyDrivers({ target: 'overall', ...options })).toThrow(message);
    expect(() => keyDrivers({ target: 'overall', ...options })).toThrow(RangeError);
  });
});
