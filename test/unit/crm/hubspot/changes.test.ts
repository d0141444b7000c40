import { describe, expect, it } from 'vitest';
import type { Account } from '../../../../src/crm/hubspot/account.ts';
import { changes } from '../../../../src/crm/hubspot/changes.ts';
import { settingsSchema } from '../../../../src/crm/hubspot/manifest.ts';
import type { VendorRecord } from '../../../../src/crm/hubspot/payload.ts';
import type { Reader } from '../../../../src/crm/hubspot/read.ts';
import type { ChangePage, Checkpoint } from '../../../../src/crm/port.ts';
import type { CrmRecord } from '../../../../src/crm/record.ts';
import { openLog } from '../../../../src/log.ts';
import { virtualClock } from '../virtual-clock.ts';

const NOW = Date.parse('2026-11-23T10:00:00Z');
const PAGES = 45;
const PER_PAGE = 3;

const at = (id: number): string => new Date(NOW - id * 86_400_000).toISOString();
const source = (id: number, history: boolean): VendorRecord => ({
  id: String(id),
  properties: { hs_lastmodifieddate: at(id), hs_ticket_reopened_at: at(id) },
  ...(history && { propertiesWithHistory: {} }),
});
const record = ({ id, propertiesWithHistory }: VendorRecord): CrmRecord => ({
  object: 'ticket',
  id,
  modifiedAt: at(Number(id)),
  customers: [],
  accounts: [],
  openedAt: at(Number(id)),
  reopenedAt: propertiesWithHistory ? [at(Number(id)), at(Number(id))] : [at(Number(id))],
  open: true,
  touchpoint: 'other',
  surveys: [],
});

/** A portal in which every ticket was reopened; the lower the id, the later. */
function portal(): { pass(checkpoint: Checkpoint | null): AsyncIterable<ChangePage>; histories: string[][] } {
  const histories: string[][] = [];
  const reader: Reader = {
    properties: async () => [],
    links: async () => new Map(),
    withHistory: async (_vendor, sources) => sources,
    async list(_vendor, after) {
      const page = Number(after ?? 0);
      const sources = Array.from({ length: PER_PAGE }, (_, index) => source(page * PER_PAGE + index + 1, false));
      const response = { status: 200, headers: {}, body: null };
      return { sources, setAside: [], links: new Map(), after: page + 1 < PAGES ? String(page + 1) : null, response };
    },
    async byId(_vendor, ids) {
      histories.push([...ids]);
      return { sources: ids.map((id) => source(Number(id), true)), setAside: [] };
    },
    map: async (_vendor, sources) => ({ records: sources.map(record), setAside: [] }),
  };
  const account = { count: async () => null, deny: () => undefined } as unknown as Account;
  const transport = {
    send: async () => {
      throw new Error('no increment is expected');
    },
  };
  const settings = settingsSchema.parse({});
  const options = { transport, account, reader, settings, clock: virtualClock(NOW), log: openLog('silent') };
  return { pass: (checkpoint) => changes(options, 'ticket', checkpoint, new AbortController().signal), histories };
}

async function read(checkpoint: Checkpoint | null, stopAfter = Number.POSITIVE_INFINITY) {
  const { pass, histories } = portal();
  const pages: ChangePage[] = [];
  for await (const page of pass(checkpoint)) {
    pages.push(JSON.parse(JSON.stringify(page)) as ChangePage);
    if (pages.length >= stopAfter) break;
  }
  return { pages, histories };
}

describe('the histories of reopened tickets in a backfill', () => {
  it('cost at most one call per twenty pages, the latest reopenings first', async () => {
    const { pages, histories } = await read(null);
    expect(histories.map((ids) => ids.length)).toEqual([50, 50, 15]);
    expect(histories[0]).toEqual(Array.from({ length: 50 }, (_, index) => String(index + 1)));
    expect(pages).toHaveLength(PAGES + 3);
    expect(pages.slice(0, -1).every(({ phase }) => phase === 'backfill')).toBe(true);
    expect(pages.at(-1)?.phase).toBe('incremental');
  });

  it('are read all the same after a kill at any page', async () => {
    const whole = (await read(null)).pages;
    const known = (pages: readonly ChangePage[]) =>
      new Map(pages.flatMap(({ records }) => records.map((each) => [each.id, JSON.stringify(each)])));
    for (let killedAfter = 1; killedAfter < whole.length; killedAfter += 1) {
      const before = (await read(null, killedAfter)).pages;
      const after = (await read(before.at(-1)!.checkpoint)).pages;
      const resumed = known([...before, ...after]);
      expect(resumed.size).toBe(PAGES * PER_PAGE);
      expect(after.at(-1)?.phase).toBe('incremental');
    }
    const killedBeforeTheLast = whole.slice(0, -1);
    const { pages, histories } = await read(killedBeforeTheLast.at(-1)!.checkpoint);
    expect(pages).toHaveLength(1);
    expect(histories.map((ids) => ids.length)).toEqual([15]);
    expect(known([...killedBeforeTheLast, ...pages])).toEqual(known(whole));
  });
});
