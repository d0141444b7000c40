import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as errors from '../../src/errors.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** One of each kind. */
const FAMILY: readonly errors.PulsoError[] = [
  new errors.ConfigInvalid([{ key: 'PORT', message: 'give a number' }]),
  new errors.RequestInvalid('Not valid:', [{ key: 'a', message: 'b' }]),
  new errors.WebhookRejected('too old'),
  new errors.TokenExpired(),
  new errors.AccessRevoked('deleted'),
  new errors.ScopeMissing(['tickets'], 'Reading tickets'),
  new errors.RateLimited(60_000),
  new errors.QuotaExhausted('2026-11-24T00:00:00.000Z'),
  new errors.CrmUnavailable('503'),
  new errors.CrmRejected('pulso_score: must be a number.'),
  new errors.RecordGone('customer', '1'),
  new errors.CrmChanged('no results'),
  new errors.FieldConflict('pulso_score', 'string', 'number'),
  new errors.TemplateInvalid('contact.hbs', 3, 'unknown element <scores>'),
  new errors.StoreConflict('locked', true),
  new errors.Bug('x'),
];

describe('the error family', () => {
  it('is described in docs/errors.md, every code and no other', () => {
    const documented = [...read('docs/errors.md').matchAll(/^\| `([a-z_]+)` \|/gm)].map((match) => match[1]);
    const inCode = [...read('src/errors.ts').matchAll(/super\(\s*'([a-z_]+)'/g)].map((match) => match[1]);
    expect(documented).toEqual(inCode);
    expect(FAMILY.map((error) => error.code)).toEqual(inCode);
  });

  it.each(FAMILY.map((error) => [error.code, error] as const))(
    '%s says as much about trying again as its page',
    (code, error) => {
      const row = read('docs/errors.md')
        .split('\n')
        .find((line) => line.startsWith(`| \`${code}\``));
      const promised = row?.split('|')[2]?.trim();
      expect(promised).toBe(code === 'store_conflict' ? 'sometimes' : error.retry ? 'yes' : 'no');
    },
  );

  it('names every missing scope, and every fault', () => {
    expect(new errors.ScopeMissing(['tickets', 'crm.objects.owners.read'], 'This').message).toContain(
      'tickets, crm.objects.owners.read',
    );
    expect(
      new errors.ConfigInvalid([
        { key: 'A', message: 'x' },
        { key: 'B', message: 'y' },
      ]).message,
    ).toMatch(/A: x[\s\S]*B: y/);
  });
});
