import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ChangeEvent, IncomingRequest } from '../../../src/crm/port.ts';
import { WebhookRejected } from '../../../src/errors.ts';
import type { CrmBench, MakeBench } from './bench.ts';

export function webhookContract(make: MakeBench): void {
  describe('webhooks', () => {
    let bench: CrmBench;
    beforeAll(async () => {
      bench = await make();
    });
    afterAll(() => bench.close());

    const receive = (request: IncomingRequest, secrets = [bench.secret]): readonly ChangeEvent[] =>
      bench.crm.receive(request, secrets, null).events;
    const changed = { object: 'ticket', id: '901', kind: 'changed' } as const;

    it('reads a good one', () => {
      const [event] = receive(bench.webhook([changed]));
      expect(event).toMatchObject({
        accountId: bench.accountId,
        object: 'ticket',
        id: '901',
        kind: 'changed',
        own: false,
      });
    });

    it('reads a batch, each event with an id of its own', () => {
      const ids = Array.from({ length: 100 }, (_, index) => String(index + 1));
      const events = receive(bench.webhook(ids.map((id) => ({ object: 'customer', id, kind: 'changed' }))));
      expect(events.map(({ id }) => id)).toEqual(ids);
      expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(100);
    });

    it('gives a repeated delivery the same event id', () => {
      const request = bench.webhook([changed]);
      expect(receive(request)).toEqual(receive(request));
    });

    it('tells deletions, erasures and merges apart', () => {
      const events = receive(
        bench.webhook([
          { object: 'ticket', id: '1', kind: 'deleted' },
          { object: 'customer', id: '2', kind: 'forgotten' },
          { object: 'customer', id: '3', kind: 'merged', mergedIds: ['4'] },
        ]),
      );
      expect(events.map(({ kind, id, mergedIds }) => ({ kind, id, mergedIds }))).toEqual([
        { kind: 'deleted', id: '1', mergedIds: [] },
        { kind: 'forgotten', id: '2', mergedIds: [] },
        { kind: 'merged', id: '3', mergedIds: ['4'] },
      ]);
    });

    it('recognises a change that we caused ourselves', () => {
      const events = receive(bench.webhook([changed, { ...changed, own: true }]));
      expect(events.map(({ own }) => own)).toEqual([false, true]);
    });

    it('accepts any of several secrets while one is rotated', () => {
      expect(receive(bench.webhook([changed]), ['an older secret', bench.secret])).toHaveLength(1);
    });

    it('refuses an altered body, URL, method or signature', () => {
      const good = bench.webhook([changed]);
      const body = Buffer.from(good.rawBody).toString().replace('901', '902');
      const altered = [
        { ...good, rawBody: Buffer.from(body) },
        { ...good, url: `${good.url}?more=1` },
        { ...good, method: 'PUT' },
        { ...good, headers: Object.fromEntries(Object.keys(good.headers).map((name) => [name, ''])) },
        { ...good, headers: {} },
      ];
      for (const request of altered) expect(() => receive(request)).toThrow(WebhookRejected);
      expect(() => receive(good, ['another secret'])).toThrow(WebhookRejected);
      expect(() => receive(good, [])).toThrow(WebhookRejected);
    });

    it('refuses one from six minutes ago and one from the future', () => {
      const now = bench.clock.now();
      for (const at of [now - 360_000, now + 360_000]) {
        expect(() => receive({ ...bench.webhook([changed], { at }), now })).toThrow(WebhookRejected);
      }
      for (const at of [now - 290_000, now + 290_000]) {
        expect(receive({ ...bench.webhook([changed], { at }), now })).toHaveLength(1);
      }
    });
  });
}

/** For a CRM without webhooks: whoever calls, it is not the CRM. */
export function noWebhookContract(make: MakeBench): void {
  describe('webhooks, of which this CRM has none', () => {
    it('refuses whatever arrives', async () => {
      const bench = await make();
      try {
        expect(bench.crm.manifest.capabilities.webhooks).toBe(false);
        const request = bench.webhook([{ object: 'ticket', id: '901', kind: 'changed' }]);
        expect(() => bench.crm.receive(request, [bench.secret], null)).toThrow(WebhookRejected);
      } finally {
        await bench.close();
      }
    });
  });
}
