/**
 * What people tell a card: which flags they have seen, and whether the score fits. Kept beside the records, each note naming its
 * customer, so that forgetting the customer removes it and purging the install too. None of it enters a score.
 */
import { z } from 'zod';
import type { Subject } from '../cx/model/scorecard.ts';
import type { Store } from '../store/port.ts';

const ACKNOWLEDGEMENTS = 'card-acknowledgements';
const FEEDBACK = 'card-feedback';
/** Of flags long gone nobody needs to know who saw them. */
const MOST_ACKNOWLEDGEMENTS = 50;

const acknowledgementSchema = z.object({ flag: z.string(), since: z.string(), by: z.string(), at: z.string() });
const listSchema = z.object({ acknowledged: z.array(acknowledgementSchema) });
export type Acknowledgement = z.infer<typeof acknowledgementSchema>;

const feedbackSchema = z.object({ verdict: z.enum(['helped', 'wrong']), scorecardAt: z.string() });

export interface Feedback {
  readonly verdict: 'helped' | 'wrong';
  readonly comment: string | null;
  readonly by: string;
  readonly at: string;
  /** What was shown when it was said. */
  readonly scorecardAt: string;
  readonly score: number | null;
  readonly model: { readonly id: string; readonly version: number };
}

const keyOf = (subject: Subject) => `${subject.object}/${subject.id}`;

interface NoteName {
  readonly object: string;
  readonly id: string;
}

/** Where the record lies that says which flags were seen. */
export const acknowledgementsName = (subject: Subject): NoteName => ({ object: ACKNOWLEDGEMENTS, id: keyOf(subject) });
/** Where the record lies that says what this person said. */
export const feedbackName = (subject: Subject, user: string): NoteName => ({
  object: FEEDBACK,
  id: `${keyOf(subject)}/${user}`,
});

export function readAcknowledgements(note: unknown): readonly Acknowledgement[] {
  const parsed = listSchema.safeParse(note);
  return parsed.success ? parsed.data.acknowledged : [];
}

/** What this person said of the scorecard that is shown; null when nothing, or of an older one. */
export function readFeedback(note: unknown, scorecardAt: string): 'helped' | 'wrong' | null {
  const parsed = feedbackSchema.safeParse(note);
  return parsed.success && parsed.data.scorecardAt === scorecardAt ? parsed.data.verdict : null;
}

/** The first who saw a flag stays its name; the same flag raised anew is to be seen anew. */
export async function acknowledge(
  store: Store,
  install: string,
  subject: Subject,
  one: Acknowledgement,
): Promise<void> {
  const name = acknowledgementsName(subject);
  await store.transaction(async (tx) => {
    const before = readAcknowledgements((await store.records.get(install, name.object, [name.id])).get(name.id));
    if (before.some(({ flag, since }) => flag === one.flag && since === one.since)) return;
    const record = { subject: subject.id, acknowledged: [...before, one].slice(-MOST_ACKNOWLEDGEMENTS) };
    await store.records.upsert(tx, install, [{ ...name, record }]);
  }, install);
}

/** Everybody's last word on a subject. */
export async function keepFeedback(
  store: Store,
  install: string,
  subject: Subject,
  user: string,
  feedback: Feedback,
): Promise<void> {
  const record = { subject: subject.id, ...feedback };
  await store.transaction(
    (tx) => store.records.upsert(tx, install, [{ ...feedbackName(subject, user), record }]),
    install,
  );
}
