/** The answer to a card: the scorecard as it stands now, drawn in the viewer's language, or in a word why there is none. */
import { createHash } from 'node:crypto';
import type { CardDocument } from '../../cards/document.ts';
import type { CardTemplate, OwnTemplates } from '../../cards/draw-card.ts';
import { JOURNEY_STOPS, lastStops } from '../../cards/stops.ts';
import type { Subject } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import type { Language } from '../../cx/model/text.ts';
import { PulsoError } from '../../errors.ts';
import { acknowledgementsName, feedbackName, readAcknowledgements, readFeedback } from '../../jobs/card-notes.ts';
import { findSubject, type ShownRecord } from '../../jobs/find-subject.ts';
import { enqueueTask } from '../../jobs/tasks/names.ts';
import type { Install, Store, StoredSubject } from '../../store/port.ts';
import type { HttpDeps } from '../http-deps.ts';
import type { SignedCall } from '../verify.ts';
import type { DrawnCards } from './drawn-cards.ts';

export type CardAnswer =
  | { readonly state: 'reading' | 'unknown' | 'merged' | 'deleted' | 'unlinked' }
  | {
      readonly state: 'card';
      readonly object: Subject['object'];
      readonly card: CardDocument;
      /** Grows with every scorecard of this subject. */
      readonly revision: number;
      readonly flags: readonly {
        readonly id: string;
        readonly title: string;
        readonly since: string;
        readonly acknowledged: { readonly by: string; readonly at: string } | null;
      }[];
      readonly feedback: 'helped' | 'wrong' | null;
      readonly paused: string | null;
    };

type Deps = Pick<HttpDeps, 'store' | 'queue' | 'drawCard' | 'templatesOf' | 'connect' | 'wording'> & {
  readonly drawn: DrawnCards;
};

/** A CRM that is slow to say what became of a record must not keep a person waiting. */
const LOOK_UP_MS = 3_000;

/**
 * What is seen of a record. One read tells whether the card has changed since it was drawn last; only then the scorecard and the
 * last touchpoints are read and drawn.
 */
export async function cardAnswer(
  deps: Deps,
  call: SignedCall,
  record: ShownRecord,
  language: Language,
): Promise<CardAnswer> {
  const { store } = deps;
  const { install } = call;
  const found = await findSubject(store, install.id, record);
  if (found.subject === null) {
    return found.why === 'unlinked' ? { state: 'unlinked' } : { state: await lookUp(deps, call, record) };
  }
  const { subject } = found;
  const user = call.user?.id ?? '';
  const [head, templates] = await Promise.all([
    store.cards.head(install.id, subject, [acknowledgementsName(subject), feedbackName(subject, user)]),
    deps.templatesOf(install.id),
  ]);
  if (head === null) return { state: await lookUp(deps, call, { object: subject.object, id: subject.id }) };
  if (head.scorecard === null) return { state: 'reading' };
  const template = templateOf(record, subject);
  const { name, href } = head.subject;
  const { id, timeZone, settings } = install;
  const drawn = await deps.drawn.of(
    nameOf([id, timeZone, settings, subject, name, href, head.scorecard, language, template, templates.mark]),
    () => draw(deps, install, head.subject, language, template, templates),
  );
  if (drawn === null) return { state: 'reading' };
  const acknowledged = readAcknowledgements(head.notes[0]);
  return {
    state: 'card',
    object: subject.object,
    card: drawn.card,
    revision: head.revision,
    flags: drawn.flags.map((flag) => {
      const seen = acknowledged.find((one) => one.flag === flag.id && one.since === flag.since);
      return { ...flag, acknowledged: seen === undefined ? null : { by: seen.by, at: seen.at } };
    }),
    feedback: readFeedback(head.notes[1], drawn.at),
    paused: install.status === 'paused' ? (install.statusReason ?? '') : null,
  };
}

/** A short name for all that a card is drawn from. */
const nameOf = (madeOf: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(madeOf)).digest('base64');

interface Drawn {
  readonly card: CardDocument;
  readonly flags: readonly { readonly id: string; readonly title: string; readonly since: string }[];
  /** Of the scorecard. */
  readonly at: string;
}

async function draw(
  { store, drawCard, wording }: Deps,
  install: Install,
  subject: StoredSubject,
  language: Language,
  template: CardTemplate,
  templates: OwnTemplates,
): Promise<Drawn | null> {
  const scorecard = await store.scorecards.latest(install.id, subject);
  if (scorecard === null) return null;
  const signals = await lastTouchpoints(store, install.id, subject, scorecard.at);
  return {
    card: drawCard({ scorecard, subject, signals, install, language, template, templates }),
    flags: scorecard.flags.map(({ id, since }) => ({ id, title: wording.flags[id]?.title[language] ?? id, since })),
    at: scorecard.at,
  };
}

/** Signals read at once; nearly always more than a journey shows. */
const PAGE = 64;
/** Behind so much bulk mail nobody looks for a touchpoint. */
const MOST_READ = 1_024;

/** Enough of the newest signals for the journey, however many thousands there are. */
async function lastTouchpoints(
  store: Store,
  install: string,
  subject: Subject,
  until: string,
): Promise<readonly Signal[]> {
  const signals: Signal[] = [];
  while (signals.length < MOST_READ) {
    const page = await store.signals.latest(install, subject, { until, skip: signals.length, limit: PAGE });
    signals.push(...page);
    if (page.length < PAGE || lastStops(signals, until, JOURNEY_STOPS).length === JOURNEY_STOPS) break;
  }
  return signals;
}

function templateOf(record: ShownRecord, subject: Subject): CardTemplate {
  if (subject.object === 'account') return 'account';
  return record.object === 'ticket' ? 'ticket' : 'contact';
}

/**
 * What the CRM says of a record that Pulso does not hold. One that exists is read at once. Rare: somebody looks at a record
 * within seconds of its creation, or at one that is gone.
 */
async function lookUp(
  deps: Deps,
  { install }: SignedCall,
  { object, id }: ShownRecord,
): Promise<'reading' | 'unknown' | 'merged' | 'deleted'> {
  if (install.status === 'paused') return 'unknown';
  try {
    const page = await deps.connect(install).fetch(object, [id], AbortSignal.timeout(LOOK_UP_MS));
    if (page.merged.some(({ from }) => from.includes(id))) return 'merged';
    if (page.deleted.some((gone) => gone.id === id)) return 'deleted';
    if (!page.records.some((each) => each.id === id)) return 'unknown';
    await deps.store.transaction(async (tx) => {
      await deps.store.touched.put(tx, install.id, [{ object, id }]);
      await enqueueTask(deps.queue, tx, 'refresh', install.id);
    }, install.id);
    return 'reading';
  } catch (error) {
    const gaveUp = error instanceof DOMException || error instanceof PulsoError;
    if (gaveUp) return 'unknown';
    throw error;
  }
}
