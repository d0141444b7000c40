import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toPropertyValue, write } from '../../../../src/crm/hubspot/write.ts';
import type { CrmRequest, CrmResponse, Transport } from '../../../../src/crm/port.ts';
import { RateLimited } from '../../../../src/errors.ts';

interface Batch {
  readonly inputs: readonly { readonly id: string; readonly properties: Readonly<Record<string, string>> }[];
}
type Answer = (batch: Batch, request: CrmRequest) => { status: number; body: unknown };

/** A HubSpot that answers batches and single reads as it is told to. */
function hub(answer: Answer): { transport: Transport; batches: Batch[] } {
  const batches: Batch[] = [];
  const transport: Transport = {
    async send(request): Promise<CrmResponse> {
      const batch = (request.body ?? { inputs: [] }) as Batch;
      if (request.method === 'POST') batches.push(batch);
      return { headers: {}, ...answer(batch, request) };
    },
  };
  return { transport, batches };
}

const written = (batch: Batch) => ({
  status: 200,
  body: { status: 'COMPLETE', results: batch.inputs.map(({ id }) => ({ id, properties: {} })) },
});
const refusal = (message = 'not valid') => ({
  status: 400,
  body: { status: 'error', category: 'VALIDATION_ERROR', message },
});
const updates = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    object: 'customer' as const,
    id: String(index + 1),
    values: { score: 1 },
  }));

describe('a write', () => {
  it('finds the records that HubSpot refuses, wherever they stand, and writes all others once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 250 }),
        fc.array(fc.integer({ min: 1, max: 250 }), { maxLength: 4 }),
        async (count, bad) => {
          const wrong = new Set(bad.map(String));
          const done: string[] = [];
          const { transport, batches } = hub((batch) => {
            if (batch.inputs.some(({ id }) => wrong.has(id))) return refusal();
            done.push(...batch.inputs.map(({ id }) => id));
            return written(batch);
          });
          const results = await write(transport, updates(count));
          for (const { id, outcome, error } of results) {
            expect(outcome).toBe(wrong.has(id) ? 'failed' : 'written');
            if (wrong.has(id)) expect(error).toEqual({ code: 'VALIDATION_ERROR', message: 'not valid', retry: false });
          }
          expect(done.length).toBe(new Set(done).size);
          expect(batches.every(({ inputs }) => inputs.length <= 100)).toBe(true);
          expect(batches.length).toBeLessThanOrEqual(Math.ceil(count / 100) + wrong.size * 15);
        },
      ),
    );
  });

  it('does not halve when HubSpot names the record', async () => {
    const { transport, batches } = hub((batch) => {
      if (!batch.inputs.some(({ id }) => id === '42')) return written(batch);
      return {
        status: 400,
        body: { category: 'VALIDATION_ERROR', message: 'bad', errors: [{ message: 'bad', context: { ids: ['42'] } }] },
      };
    });
    const results = await write(transport, updates(100));
    expect(results.filter(({ outcome }) => outcome === 'failed').map(({ id }) => id)).toEqual(['42']);
    expect(batches).toHaveLength(3);
  });

  const missing = {
    message: 'Property "pulso_gone" does not exist',
    error: 'PROPERTY_DOESNT_EXIST',
    name: 'pulso_gone',
    isValid: false,
  };
  it.each([
    [
      'in its errors',
      {
        message: 'Property values were not valid',
        errors: [
          { message: missing.message, code: 'PROPERTY_DOESNT_EXIST', context: { propertyName: ['pulso_gone'] } },
        ],
      },
    ],
    ['in its message alone', { message: `Property values were not valid: ${JSON.stringify([missing])}` }],
  ])('does not halve down to each record when a property does not exist, as HubSpot says %s', async (_, said) => {
    const { transport, batches } = hub((batch) => {
      if (!batch.inputs.some(({ properties }) => 'pulso_gone' in properties)) return written(batch);
      return { status: 400, body: { category: 'VALIDATION_ERROR', ...said } };
    });
    const all = updates(100).map((update, index) => (index < 60 ? { ...update, values: { gone: 'x' } } : update));
    const results = await write(transport, all);
    expect(results.filter(({ outcome }) => outcome === 'failed')).toHaveLength(60);
    expect(results[0]?.error).toEqual({
      code: 'PROPERTY_DOESNT_EXIST',
      message: 'Property "pulso_gone" does not exist',
      retry: false,
    });
    expect(batches).toHaveLength(2);
  });

  describe('with a value that HubSpot does not take', () => {
    const named = (value: string) => ({
      status: 400,
      body: {
        status: 'error',
        category: 'VALIDATION_ERROR',
        message: `Property values were not valid: ${JSON.stringify([
          {
            isValid: false,
            message: `${value} was not one of the options`,
            error: 'INVALID_OPTION',
            name: 'pulso_band',
          },
        ])}`,
      },
    });
    const inWords = { status: 400, body: { message: 'Property pulso_band has an invalid value' } };

    /** A HubSpot that refuses a batch with such bands in it, and keeps what it takes. */
    function choosy(bad: readonly string[], refuse: (value: string) => { status: number; body: unknown }) {
      const kept = new Map<string, Record<string, string>>();
      const made = hub((batch) => {
        const wrong = batch.inputs.find(({ properties }) => bad.includes(properties.pulso_band ?? 'none'));
        if (wrong) return refuse(wrong.properties.pulso_band ?? '');
        for (const { id, properties } of batch.inputs) kept.set(id, { ...kept.get(id), ...properties });
        return written(batch);
      });
      return { ...made, kept };
    }
    const banded = (bands: readonly string[]) =>
      bands.map((band, index) => ({
        object: 'customer' as const,
        id: String(index + 1),
        values: { score: index, band, card: '{}', flags: [], next_step: 'call' },
      }));

    it.each([
      ['names it', named, 2],
      ['names it in words alone', () => inWords, 2],
      ['names nothing', () => refusal(), 40],
    ])('in all records: it is left out once where HubSpot %s', async (_, refuse, most) => {
      const { transport, batches, kept } = choosy(['poor'], refuse);
      const results = await write(transport, banded(Array(100).fill('poor')));
      expect(results.every(({ outcome }) => outcome === 'written')).toBe(true);
      for (const { refused } of results) expect(refused).toMatchObject([{ field: 'band' }]);
      expect(kept.get('57')).toEqual({ pulso_score: '56', pulso_card: '{}', pulso_flags: '', pulso_next_step: 'call' });
      expect(batches.length).toBeLessThanOrEqual(most);
    });

    it('in some records: the others keep theirs', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom('good', 'fair', 'poor', 'critical', ''), { minLength: 1, maxLength: 120 }),
          fc.uniqueArray(fc.constantFrom('good', 'fair', 'poor', 'critical'), { maxLength: 3 }),
          fc.boolean(),
          async (bands, bad, says) => {
            const { transport, batches, kept } = choosy(bad, says ? named : () => refusal());
            const results = await write(transport, banded(bands));
            for (const [index, band] of bands.entries()) {
              const { outcome, refused = [] } = results[index]!;
              const isBad = band !== '' && bad.includes(band);
              // Who is alone at fault is known by name; what is at fault in them only where HubSpot says it, or all have it.
              if (outcome === 'failed') expect([says, isBad]).toEqual([false, true]);
              else {
                expect(refused.map(({ field }) => field)).toEqual(isBad ? ['band'] : []);
                expect(kept.get(String(index + 1))?.pulso_score).toBe(String(index));
                expect(kept.get(String(index + 1))?.pulso_band).toBe(isBad ? undefined : band);
              }
            }
            if (says) expect(batches.length).toBeLessThanOrEqual(Math.ceil(bands.length / 100) * 20);
          },
        ),
        { numRuns: 200 },
      );
    });

    it('says of every record the same where it is for no property', async () => {
      const { transport, batches } = hub(() => refusal('"Renewal date" must be filled first'));
      const results = await write(transport, banded(Array(100).fill('poor')));
      expect(results.every(({ outcome, error }) => outcome === 'failed' && error?.retry === false)).toBe(true);
      expect(batches.length).toBeLessThanOrEqual(30);
    });

    it('keeps the rest of a record that HubSpot refuses by itself in a batch', async () => {
      const { transport, kept } = hub2();
      const results = await write(transport, banded(['good', 'poor', 'good']));
      expect(results.map(({ outcome, refused }) => [outcome, refused?.map(({ field }) => field)])).toEqual([
        ['written', undefined],
        ['written', ['band']],
        ['written', undefined],
      ]);
      expect(kept.get('2')).toMatchObject({ pulso_score: '1' });
    });

    /** A HubSpot that answers record by record, as it does where each has a trace id. */
    function hub2() {
      const kept = new Map<string, Record<string, string>>();
      const { transport } = hub((batch) => {
        const bad = batch.inputs.filter(({ properties }) => properties.pulso_band === 'poor');
        const good = batch.inputs.filter(({ properties }) => properties.pulso_band !== 'poor');
        for (const { id, properties } of good) kept.set(id, { ...kept.get(id), ...properties });
        const errors = bad.map(({ id }) => ({
          ...{ status: 'error', category: 'VALIDATION_ERROR', message: 'x', context: { objectWriteTraceId: [id] } },
          errors: [{ message: 'no option', code: 'INVALID_OPTION', context: { propertyName: ['pulso_band'] } }],
        }));
        return { status: 207, body: { results: good.map(({ id }) => ({ id, properties: {} })), errors } };
      });
      return { transport, kept };
    }
  });

  it('follows a merged record and knows one that is gone', async () => {
    const { transport } = hub((batch, { method, path }) => {
      if (method === 'POST') {
        const [known] = batch.inputs;
        const errors = [{ status: 'error', category: 'OBJECT_NOT_FOUND', message: 'x', context: { ids: ['2', '3'] } }];
        return { status: 207, body: { results: [{ id: known?.id, properties: {} }], numErrors: 1, errors } };
      }
      return path.includes('/2?') ? { status: 200, body: { id: '9', properties: {} } } : { status: 404, body: {} };
    });
    expect(await write(transport, updates(3))).toMatchObject([
      { id: '1', outcome: 'written' },
      { id: '2', outcome: 'moved', movedTo: '9' },
      { id: '3', outcome: 'gone' },
    ]);
  });

  it('keeps what was written when HubSpot stops answering, and throws when nothing was', async () => {
    const { transport } = hub((batch) => {
      if (batch.inputs[0]?.id !== '1') throw new RateLimited(60_000);
      return written(batch);
    });
    const results = await write(transport, updates(150));
    expect(results.slice(0, 100).every(({ outcome }) => outcome === 'written')).toBe(true);
    expect(results.slice(100).every(({ error }) => error?.code === 'rate_limited' && error.retry)).toBe(true);
    await expect(write(transport, updates(150).slice(100))).rejects.toBeInstanceOf(RateLimited);
  });

  it('writes values as HubSpot reads them', () => {
    expect([null, 0, 12.5, 'a;b', ['a', 'b'], []].map(toPropertyValue)).toEqual(['', '0', '12.5', 'a;b', 'a;b', '']);
  });
});
