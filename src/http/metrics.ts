import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { StatusReport } from '../jobs/status.ts';

export interface Metrics {
  readonly registry: Registry;
  readonly webhookEvents: Counter<'crm' | 'outcome'>;
}

/** Prometheus metrics of this program; the gauges are read from the store when they are asked for. */
export function createMetrics(status: () => Promise<StatusReport>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'pulso_queue_jobs',
    help: 'Jobs by state',
    labelNames: ['state'],
    registers: [registry],
    async collect() {
      const { queue } = await status();
      for (const state of ['waiting', 'running', 'dead'] as const) this.set({ state }, queue[state]);
    },
  });
  new Gauge({
    name: 'pulso_customers',
    help: 'Customers by band',
    labelNames: ['install', 'band'],
    registers: [registry],
    async collect() {
      for (const install of (await status()).installs) {
        for (const [band, count] of Object.entries(install.customers)) this.set({ install: install.id, band }, count);
      }
    },
  });
  const webhookEvents = new Counter({
    name: 'pulso_webhook_events_total',
    help: 'Change events received, by what became of them',
    labelNames: ['crm', 'outcome'] as const,
    registers: [registry],
  });
  return { registry, webhookEvents };
}
