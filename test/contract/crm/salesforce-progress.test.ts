import { afterEach, expect, it } from 'vitest';
import { connectTo, pass } from './bench.ts';
import { type SalesforceBench, salesforceBench } from './salesforce-bench.ts';
import { idOf, NOW } from './salesforce-org.ts';

let bench: SalesforceBench;
afterEach(() => bench.close());

it.each([
  ['page by page', {}],
  ['through Bulk API', { bulk: { readAbove: 1 } }],
])('counts a task beside its e-mail and the copy of an event as read, %s', async (_, settings) => {
  bench = await salesforceBench({ customers: 25, pageSize: 10 });
  const task = { WhoId: idOf('Contact', 1), Subject: 'Email: Hola', TaskSubtype: 'Email', Status: 'Completed' };
  const { body } = await bench.api('POST', '/sobjects/Task', task);
  const { id } = body as { id: string };
  const mail = { ParentId: idOf('Case', 6), Incoming: false, Status: '3', Subject: 'Hola', MessageDate: NOW };
  const made = await bench.api('POST', '/sobjects/EmailMessage', { ...mail, ActivityId: id });
  expect(made.status).toBe(201);
  const pages = await pass(connectTo(bench, { settings }), 'engagement', null);
  const kept = new Set(pages.flatMap((page) => [...page.records, ...page.setAside].map((each) => each.id)));
  expect(kept.has(id)).toBe(false);
  const passedOver = pages.reduce((sum, page) => sum + (page.passedOver ?? 0), 0);
  expect(passedOver).toBe(1);
  expect(kept.size + passedOver).toBe(pages.at(-1)?.total);
});
