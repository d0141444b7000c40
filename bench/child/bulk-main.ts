/** Reads all cases of an org once and keeps none. Says how many there were, in how many pages, and what memory it took at most. */
import { pino } from 'pino';
import { systemClock } from '../../src/crm/clock.ts';
import { createPacer } from '../../src/crm/pacer.ts';
import type { Checkpoint } from '../../src/crm/port.ts';
import { salesforce } from '../../src/crm/salesforce/index.ts';
import { staticTokens } from '../../src/crm/tokens.ts';

const [baseUrl = '', token = '', readAbove = '1'] = process.argv.slice(2);
const connection = salesforce.connect({
  ...{ installId: 'bench', baseUrl, settings: { bulk: { readAbove: Number(readAbove) } } },
  ...{ tokens: staticTokens(token), pacer: createPacer(salesforce.manifest.buckets, systemClock) },
  ...{ clock: systemClock, log: pino({ level: 'silent' }) },
});
const began = performance.now();
let records = 0;
let pages = 0;
let answered = 0;
let checkpoint: Checkpoint | null = null;
for await (const page of connection.changes('ticket', null, new AbortController().signal)) {
  pages += 1;
  records += page.records.length;
  for (const record of page.records)
    if (record.object === 'ticket' && record.firstResponseAt !== undefined) answered += 1;
  checkpoint = page.checkpoint;
}
const seconds = (performance.now() - began) / 1_000;
const checkpointBytes = JSON.stringify(checkpoint).length;
// maxRSS is in kilobytes.
const peakMb = process.resourceUsage().maxRSS / 1_024;
process.stdout.write(`${JSON.stringify({ records, pages, answered, seconds, peakMb, checkpointBytes })}\n`);
