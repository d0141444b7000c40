/** Salesforce behind the CRM port. */
import { ConfigInvalid } from '../../errors.ts';
import type { ConnectionOptions, Crm, CrmConnection } from '../port.ts';
import { createTransport } from '../transport.ts';
import { createAccount } from './account.ts';
import { announce } from './announce.ts';
import { authorizeUrl, exchange, identify, refresh, revoke } from './auth.ts';
import { createBudget } from './budget.ts';
import { createBulkIngest } from './bulk-ingest.ts';
import { createBulkQueries } from './bulk-query.ts';
import { changes } from './changes.ts';
import { fetchRecords } from './fetch.ts';
import { ensureFields, removeFields } from './fields.ts';
import { health } from './health.ts';
import { manifest, settingsSchema } from './manifest.ts';
import { createReader } from './read.ts';
import { openRequests, settleRequests } from './requests.ts';
import { createSender } from './send.ts';
import { createTask } from './task.ts';
import { receive } from './webhook.ts';
import { bulkPage, readFields, write } from './write.ts';

function connect(options: ConnectionOptions): CrmConnection {
  const parsed = settingsSchema.safeParse(options.settings ?? {});
  if (!parsed.success) {
    throw new ConfigInvalid(
      parsed.error.issues.map((issue) => ({ key: `salesforce.${issue.path.join('.')}`, message: issue.message })),
    );
  }
  const settings = parsed.data;
  const { baseUrl, clock, tokens, pacer } = options;
  const log = options.log.child({ install: options.installId });
  const send = createSender({ baseUrl, clock, budget: createBudget(settings.apiShare, clock) });
  const transport = createTransport({ manifest, send, tokens, pacer, clock, log });
  const account = createAccount(transport, baseUrl, clock);
  const reader = createReader(transport, account, settings);
  const bulk = createBulkQueries(transport, clock);
  const ingest = createBulkIngest(transport, clock);
  const writing = { transport, account, bulk: ingest, clock, bulkAbove: settings.bulk.writeAbove };

  return {
    changes: (object, checkpoint, signal) =>
      changes({ account, reader, transport, bulk, settings, clock, log }, object, checkpoint, signal),
    fetch: (object, ids, signal) => fetchRecords(reader, settings, object, ids, signal),
    async ensureFields(fields) {
      const results = await ensureFields(transport, account, fields);
      account.refresh();
      return results;
    },
    async removeFields(fields) {
      const results = await removeFields(transport, account, fields);
      account.refresh();
      return results;
    },
    readFields: (object, ids, fields) => readFields(writing, object, ids, fields),
    write: (updates) => write(writing, updates),
    writesAtOnce: (waiting) => (waiting > writing.bulkAbove ? bulkPage(writing.bulkAbove) : manifest.batch.write),
    createTask: (task) => createTask(transport, task),
    completeSteps: async () => [],
    announce: (alerts) => announce(transport, alerts),
    requests: (signal) => openRequests(transport, account, signal),
    settleRequests: (settled) => settleRequests(transport, settled),
    health: () => health(transport, account, settings),
  };
}

export const salesforce: Crm = {
  manifest,
  authorizeUrl,
  exchange,
  refresh,
  revoke,
  identify,
  receive,
  connect,
};
