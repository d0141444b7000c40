import { z } from 'zod';
import { CRM_OBJECTS } from '../crm/record.ts';
import type { BandCounts, Install, Store, StreamState } from '../store/port.ts';
import { everythingRead } from './everything-read.ts';
import type { DeadJob, Queue, QueueCounts } from './queue.ts';

/** The parts of an install's settings that the tasks keep for the admin. */
const noticesSchema = z.object({
  notices: z.array(z.string()).default([]),
  unavailable: z.record(z.string(), z.array(z.string())).default({}),
  alertNotice: z.string().nullable().default(null),
});

export interface InstallStatus {
  readonly id: string;
  readonly crm: string;
  readonly accountId: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly uiUrl: string;
  readonly status: Install['status'];
  readonly statusReason: string | null;
  /** What an admin should know: refused fields, objects that the account cannot give, missing scopes. */
  readonly notices: readonly string[];
  readonly streams: readonly StreamState[];
  /** ISO 8601 of the oldest last look at a stream; null before everything was read once. */
  readonly lastSyncAt: string | null;
  readonly signals: number;
  readonly customers: BandCounts;
  readonly accounts: BandCounts;
  /** Customers whose score sees another CRM too, by the other install. */
  readonly linked: Awaited<ReturnType<Store['links']['counts']>>;
  /** Subjects that wait for a new scorecard. */
  readonly toScore: number;
  /** Records that wait to be compared with their new scorecard. */
  readonly toWrite: number;
  /** Records that could not be used, by reason. */
  readonly setAside: Awaited<ReturnType<Store['setAsides']['counts']>>;
  /** Everything was read, scored and written once. */
  readonly firstPassDone: boolean;
}

export interface StatusReport {
  readonly at: string;
  readonly installs: readonly InstallStatus[];
  readonly queue: QueueCounts;
  readonly dead: readonly DeadJob[];
}

function noticesOf({ settings }: Install): readonly string[] {
  const { notices, unavailable, alertNotice } = noticesSchema.parse(settings);
  return [...notices, ...Object.values(unavailable).flat(), ...(alertNotice === null ? [] : [alertNotice])];
}

async function installStatus(store: Store, install: Install): Promise<InstallStatus> {
  const streams = (await store.streams.list(install.id)).filter((stream) =>
    (CRM_OBJECTS as readonly string[]).includes(stream.object),
  );
  const readOnce = everythingRead(streams);
  const toScore = await store.subjects.countDirty(install.id);
  const toWrite = await store.writebacks.countPending(install.id);
  return {
    id: install.id,
    crm: install.crm,
    accountId: install.accountId,
    name: install.name,
    baseUrl: install.baseUrl,
    uiUrl: install.uiUrl,
    status: install.status,
    statusReason: install.statusReason,
    notices: noticesOf(install),
    streams,
    lastSyncAt: readOnce ? (streams.map((stream) => stream.updatedAt).sort()[0] ?? null) : null,
    signals: await store.signals.count(install.id),
    customers: await store.scorecards.bands(install.id, 'customer'),
    accounts: await store.scorecards.bands(install.id, 'account'),
    linked: await store.links.counts(install.id),
    toScore,
    toWrite,
    setAside: await store.setAsides.counts(install.id),
    firstPassDone: readOnce && toScore === 0 && toWrite === 0,
  };
}

/** How everything stands: what the console, `pulso status` and the readiness check tell. */
export async function readStatus(store: Store, queue: Queue, now: number): Promise<StatusReport> {
  const installs: InstallStatus[] = [];
  for (const install of await store.installs.list()) installs.push(await installStatus(store, install));
  return {
    at: new Date(now).toISOString(),
    installs,
    queue: await queue.counts(),
    dead: await queue.dead(20),
  };
}
