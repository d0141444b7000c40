/** What a person tells a card. Every action is about the subject behind the record that is shown, and names who told it. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Subject } from '../../cx/model/scorecard.ts';
import { type Signal, signalSchema } from '../../cx/model/signal.ts';
import { touchpointSchema } from '../../cx/model/touchpoint.ts';
import { RecordGone, RequestInvalid } from '../../errors.ts';
import { enqueueTask } from '../../jobs/tasks/names.ts';
import type { Transaction } from '../../store/port.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { SignedCall } from '../verify.ts';
import { acknowledge, keepFeedback } from './card-notes.ts';
import { findSubject, type ShownRecord } from './find-subject.ts';

export type TellDeps = Pick<HttpDeps, 'store' | 'queue' | 'now'>;

const text = z.string().trim().min(1).max(2_000);
export const observationSchema = z.strictObject({
  text,
  mood: z.enum(['good', 'neutral', 'bad', 'unknown']).default('unknown'),
  touchpoint: touchpointSchema.default('other'),
});
export type Observation = z.infer<typeof observationSchema>;
const feedbackSchema = z.strictObject({ verdict: z.enum(['helped', 'wrong']), comment: text.optional() });
const acknowledgeSchema = z.strictObject({ flag: z.string().min(1).max(200), since: z.string().min(1).max(40) });

/** How a mood stands on a scale of one to five; an unknown one is no rating. */
const MOOD_VALUES = { good: 5, neutral: 3, bad: 1, unknown: null } as const;

/** Throws RequestInvalid naming every fault. */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(body ?? {});
  if (parsed.success) return parsed.data;
  throw new RequestInvalid(
    'That cannot be taken:',
    parsed.error.issues.map((issue) => ({ key: issue.path.join('.') || 'body', message: issue.message })),
  );
}

const whoOf = ({ user }: SignedCall): string => user?.email ?? (user === null ? 'a workflow' : `user ${user.id}`);

async function subjectOf({ store }: TellDeps, { install }: SignedCall, record: ShownRecord): Promise<Subject> {
  const { subject } = await findSubject(store, install.id, record);
  if (subject === null) throw new RecordGone(record.object, record.id);
  return subject;
}

/**
 * Asks for the record to be read again and scored. A record that Pulso does not know yet is read for the first time. For a person,
 * who knows of a ticket that was opened a moment ago, everything that changed is read first; for the hundreds of records of a
 * workflow that would be too much, and webhooks bring it.
 * @param besides is done in the same transaction.
 */
export async function recalculate(
  deps: TellDeps,
  { install, user }: SignedCall,
  record: ShownRecord,
  besides: (tx: Transaction) => Promise<unknown> = async () => undefined,
): Promise<void> {
  const { store, queue } = deps;
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
    if (user !== null) await enqueueTask(queue, tx, 'pull', install.id);
    await enqueueTask(queue, tx, 'refresh', install.id);
  }, install.id);
}

export async function tellAcknowledge(deps: TellDeps, call: SignedCall, record: ShownRecord): Promise<void> {
  const { flag, since } = parseBody(acknowledgeSchema, call.body);
  const subject = await subjectOf(deps, call, record);
  const scorecard = await deps.store.scorecards.latest(call.install.id, subject);
  if (!scorecard?.flags.some((one) => one.id === flag && one.since === since)) {
    throw new RequestInvalid('That cannot be acknowledged:', [
      { key: 'flag', message: 'is not raised any more; open the card again' },
    ]);
  }
  const at = new Date(deps.now()).toISOString();
  await acknowledge(deps.store, call.install.id, subject, { flag, since, by: whoOf(call), at });
}

export async function tellFeedback(deps: TellDeps, call: SignedCall, record: ShownRecord): Promise<void> {
  const { verdict, comment } = parseBody(feedbackSchema, call.body);
  const subject = await subjectOf(deps, call, record);
  const scorecard = await deps.store.scorecards.latest(call.install.id, subject);
  if (scorecard === null || call.user === null) throw new RecordGone(record.object, record.id);
  await keepFeedback(deps.store, call.install.id, subject, call.user.id, {
    verdict,
    comment: comment ?? null,
    by: whoOf(call),
    at: new Date(deps.now()).toISOString(),
    scorecardAt: scorecard.at,
    score: scorecard.score?.value ?? null,
    model: scorecard.model,
  });
}

/**
 * Keeps what somebody saw as a signal, and has the customer scored anew. Told twice under the same name, it is kept once.
 * @returns the signal's id.
 */
export async function observe(
  deps: TellDeps,
  call: SignedCall,
  record: ShownRecord,
  observation: Observation,
  name: string,
): Promise<string> {
  const { store, queue } = deps;
  const { install } = call;
  const subject = await subjectOf(deps, call, record);
  if (subject.object === 'account') {
    throw new RequestInvalid('That cannot be kept:', [
      { key: 'objectId', message: 'an observation is about a person; log it on the contact' },
    ]);
  }
  const stored = await store.subjects.get(install.id, 'customer', subject.id);
  if (stored === null) throw new RecordGone(record.object, record.id);
  const value = MOOD_VALUES[observation.mood];
  const id = `pulso:observation:${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
  const signal: Signal = signalSchema.parse({
    kind: 'observation',
    id,
    origin: id,
    customer: subject.id,
    ...(stored.account !== null && { account: stored.account }),
    touchpoint: observation.touchpoint,
    at: new Date(deps.now()).toISOString(),
    source: 'pulso',
    author: whoOf(call),
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
