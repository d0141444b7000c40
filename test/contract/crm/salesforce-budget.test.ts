import { expect, it } from 'vitest';
import { QuotaExhausted } from '../../../src/errors.ts';
import { connectTo, idsOf, pass } from './bench.ts';
import { salesforceBench } from './salesforce-bench.ts';

it('leaves the org’s other integrations their share of its API requests, says so, and goes on when there is room', async () => {
  const bench = await salesforceBench({ customers: 250, pageSize: 10, sandbox: { dailyApiRequests: 40 } });
  const connection = connectTo(bench, { settings: { apiShare: 0.5 } });
  expect((await connection.health()).quotaLeft).toBeLessThan(20);
  const stopped = await pass(connection, 'customer', null).catch((error: unknown) => error);
  expect(stopped).toBeInstanceOf(QuotaExhausted);
  expect(stopped).toMatchObject({
    resetsAt: expect.any(String),
    message: expect.stringMatching(
      /^20 of the org's 40 API requests .* Pulso stops at 50 % .*apiShare.*; work resumes at /,
    ),
  });
  const { body } = await bench.api('GET', '/limits');
  expect(body).toMatchObject({ DailyApiRequests: { Max: 40, Remaining: 19 } });
  // A day later nothing of it is counted any more.
  bench.clock.advance(25 * 3_600_000);
  const patient = connectTo(bench, { settings: { apiShare: 1, pageSize: 100 } });
  expect(idsOf(await pass(patient, 'customer', null))).toHaveLength(250);
  await bench.close();
});
