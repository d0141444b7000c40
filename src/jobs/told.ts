/**
 * What a person tells Pulso of a record, whichever way it came: by a signed call of a card, or as a request that the CRM keeps.
 * Every word is about the subject behind the record, and names who told it.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Subject } from '../cx/model/scorecard.ts';
import { type Signal, signalSchema } from '../cx/model/signal.ts';
import { touchpointSchema } from '../cx/model/touchpoint.ts';
import { RecordGone, RequestInvalid } from '../errors.ts';
import type { Install, Store, Transaction } from '../store/port.ts';
import { acknowledge, keepFeedback } from './card-notes.ts';
import { findSubject, type ShownRecord } from './find-subject.ts';
import type { Queue } from './queue.ts';
import { enqueueTask } from './tasks/names.ts';

export interface ToldDeps {
  readonly store: Store;
  readonly queue: Queue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Who tells, and of which install. */
export interface Teller {
  readonly install: Install;
  /** As whom everybody sees them. */
  readonly name: string;
  /** The CRM's own id of a person; null for a workflow. */
  readonly user: string | null;
}

const text = z.string().trim().min(1).max(2_000);
export const observationSchema = z.strictObject({
  text,
  mood: z.enum(['good', 'neutral', 'bad', 'unknown']).default('unknown'),
  touchpoint: touchpointSchema.default('other'),
});
export type Observation = z.infer<typeof observationSchema>;
export const verdictSchema = z.strictObject({ verdict: z.enum(['helped', 'wrong']), comment: text.optional() });
export type Verdict = z.infer<typeof verdictSchema>;

/** How a mood stands on a scale of one to five; an unknown one is no rating. */
const MOOD_VALUES = { good: 5, neutral: 3, bad: 1, unknown: null } as const;

async function subjectOf({ store }: ToldDeps, install: Install, record: ShownRecord): Promise<Subject> {
  const { subject } = await findSubject(store, install.id, record);
  if (subject === null) throw new RecordGone(record.object, record.id);
  return subject;
}

/**
 * Asks for the record to be read again and scored. A record that Pulso does not know yet is read for the first time. `thorough`: for
 * a person, who knows of a ticket that was opened a moment ago, everything that changed is read first.
 * @param besides is done in the same transaction.
 */
export async function askRecalculation(
  { store, queue }: ToldDeps,
  install: Install,
  record: ShownRecord,
  thorough: boolean,
  besides: (tx: Transaction) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const { subject } = await findSubject(store, install.id, record);
  await store.transaction(async (tx) => {
    const records = subject === null ? [record] : [record, subject];
    await store.touched.put(
      tx,
      install.id,
      records.map(({ object, id }) => ({ object, id })),
    );
    await besides(tx);
    if (subject !== null) await store.subjects.markDirty(tx, install.id, [subject]);
    if (thorough) await enqueueTask(queue, tx, 'pull', install.id);
    await enqueueTask(queue, tx, 'refresh', install.id);
  }, install.id);
}

/**
 * Notes that somebody saw a flag. `isIt` tells which flag of the scorecard is meant.
 * @throws RequestInvalid when it is not raised any more.
 */
export async function keepAcknowledgement(
  deps: ToldDeps,
  { install, name }: Teller,
  record: ShownRecord,
  isIt: (flag: { readonly id: string; readonly since: string }) => boolean,
): Promise<void> {
  const subject = await subjectOf(deps, install, record);
  const scorecard = await deps.store.scorecards.latest(install.id, subject);
  const flag = scorecard?.flags.find(isIt);
  if (flag === undefined) {
    throw new RequestInvalid('That cannot be acknowledged:', [
      { key: 'flag', message: 'is not raised any more; open the card again' },
    ]);
  }
  const at = new Date(deps.now()).toISOString();
  await acknowledge(deps.store, install.id, subject, { flag: flag.id, since: flag.since, by: name, at });
}

/** Keeps whether the score fits, with the score that was shown. Moves no score. */
export async function keepVerdict(
  deps: ToldDeps,
  { install, name, user }: Teller,
  record: ShownRecord,
  { verdict, comment }: Verdict,
): Promise<void> {
  const subject = await subjectOf(deps, install, record);
  const scorecard = await deps.store.scorecards.latest(install.id, subject);
  if (scorecard === null || user === null) throw new RecordGone(record.object, record.id);
  await keepFeedback(deps.store, install.id, subject, user, {
    verdict,
    comment: comment ?? null,
    by: name,
    at: new Date(deps.now()).toISOString(),
    scorecardAt: scorecard.at,
    score: scorecard.score?.value ?? null,
    model: scorecard.model,
  });
}

/**
 * Keeps what somebody saw as a signal, and has the customer scored anew. Told twice under the same key, it is kept once.
 * @returns the signal's id.
 */
export async function keepObservation(
  deps: ToldDeps,
  { install, name }: Teller,
  record: ShownRecord,
  observation: Observation,
  key: string,
): Promise<string> {
  const { store, queue } = deps;
  const subject = await subjectOf(deps, install, record);
  if (subject.object === 'account') {
    throw new RequestInvalid('That cannot be kept:', [
      { key: 'objectId', message: 'an observation is about a person; log it on the contact' },
    ]);
  }
  const stored = await store.subjects.get(install.id, 'customer', subject.id);
  if (stored === null) throw new RecordGone(record.object, record.id);
  const value = MOOD_VALUES[observation.mood];
  const id = `pulso:observation:${createHash('sha256').update(key).digest('hex').slice(0, 24)}`;
  const signal: Signal = signalSchema.parse({
    kind: 'observation',
    id,
    origin: id,
    customer: subject.id,
    ...(stored.account !== null && { account: stored.account }),
    touchpoint: observation.touchpoint,
    at: new Date(deps.now()).toISOString(),
    source: 'pulso',
    author: name,
    text: observation.text,
    ...(stored.language !== null && { language: stored.language }),
    ...(value !== null && { value, scale: { min: 1, max: 5 } }),
  });
  await store.transaction(async (tx) => {
    await store.signals.upsert(tx, install.id, [signal], [id]);
    await enqueueTask(queue, tx, 'score', install.id);
  }, install.id);
  return id;
}
