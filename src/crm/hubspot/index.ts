/** HubSpot behind the CRM port. */
import { ConfigInvalid } from '../../errors.ts';
import type { ConnectionOptions, Crm, CrmConnection } from '../port.ts';
import { createTransport } from '../transport.ts';
import { createAccount } from './account.ts';
import { authorizeUrl, exchange, identify, refresh, revoke } from './auth.ts';
import { changes } from './changes.ts';
import { fetchRecords } from './fetch.ts';
import { ensureFields, removeFields } from './fields.ts';
import { health } from './health.ts';
import { manifest, settingsSchema } from './manifest.ts';
import { createReader } from './read.ts';
import { createSender } from './send.ts';
import { completeSteps } from './steps.ts';
import { createTask } from './task.ts';
import { receive } from './webhook.ts';
import { readFields, write } from './write.ts';

function connect(options: ConnectionOptions): CrmConnection {
  const settings = settingsSchema.safeParse(options.settings ?? {});
  if (!settings.success) {
    throw new ConfigInvalid(
      settings.error.issues.map((issue) => ({ key: `hubspot.${issue.path.join('.')}`, message: issue.message })),
    );
  }
  const { baseUrl, clock, tokens, pacer } = options;
  const log = options.log.child({ install: options.installId });
  const send = createSender({ baseUrl, clock, timeZone: () => account.timeZone() });
  const transport = createTransport({ manifest, send, tokens, pacer, clock, log });
  const account = createAccount(transport, baseUrl, clock);
  const reader = createReader(transport, account, settings.data);

  return {
    changes: (object, checkpoint, signal) =>
      changes({ transport, account, reader, settings: settings.data, clock, log }, object, checkpoint, signal),
    fetch: (object, ids, signal) => fetchRecords(transport, reader, object, ids, signal),
    async ensureFields(fields) {
      const results = await ensureFields(transport, fields);
      account.refresh();
      return results;
    },
    removeFields: (fields) => removeFields(transport, fields),
    readFields: (object, ids, fields) => readFields(transport, object, ids, fields),
    write: (updates) => write(transport, updates),
    writesAtOnce: () => manifest.batch.write,
    createTask: (task) => createTask(transport, task),
    completeSteps: (steps) => completeSteps(transport, steps),
    announce: async (alerts) =>
      alerts.map(() => ({ outcome: 'unavailable', message: 'Workflows of HubSpot enrol on the properties of Pulso.' })),
    // Its cards and workflows call Pulso themselves.
    requests: async () => [],
    settleRequests: async () => {},
    health: () => health(transport, account),
  };
}

export const hubspot: Crm = {
  manifest,
  authorizeUrl,
  exchange,
  refresh,
  revoke,
  identify,
  receive,
  connect,
};
