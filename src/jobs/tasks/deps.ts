/** What the tasks are given. Tasks know ports, never an engine, a CRM or a clock by name. */
import type { AlertText } from '../../cards/alert-text.ts';
import type { OwnTemplates } from '../../cards/draw-card.ts';
import type { CrmConnection, FieldSpec, FieldValue } from '../../crm/port.ts';
import type { Alert } from '../../cx/alert.ts';
import type { Model } from '../../cx/model/model.ts';
import type { Band, Override, Scorecard, Subject } from '../../cx/model/scorecard.ts';
import type { Signal } from '../../cx/model/signal.ts';
import type { Stage } from '../../cx/model/touchpoint.ts';
import type { TextReader } from '../../cx/text/text-reader.ts';
import type { TextMemory } from '../../cx/texts.ts';
import type { ReadSignals } from '../../cx/timeline.ts';
import type { Log } from '../../log.ts';
import type { Install, Store, StoredSubject } from '../../store/port.ts';
import type { SettingsOwner } from '../install-settings.ts';
import type { LinkBy } from '../link-by.ts';
import type { Queue } from '../queue.ts';
import type { StepOutputs } from '../step-outputs.ts';

export interface EvaluateInput {
  readonly subject: Subject;
  readonly signals: readonly Signal[];
  /** These signals with their dates, where somebody has read them already. */
  readonly read?: ReadSignals;
  readonly now: string;
  readonly previousBand: Band | null;
  readonly lowSince: string | null;
  /** Under which the model is kept; its own number where it is not. */
  readonly modelVersion?: number;
  /** A person's judgement, also one that has ended. */
  readonly override?: Override | null;
  /** Whose model it is. */
  readonly install: SettingsOwner;
  readonly textReader?: TextReader;
  /** What this reader made of the signals' texts already. */
  readonly readings?: TextMemory;
  /** Of the relationship, whose weights apply. */
  readonly stage?: Stage | null;
  /** What the subject's segment usually scores. */
  readonly prior?: { readonly score: number };
  /** When the customer left: from then on the scorecard stands still. */
  readonly churnedAt?: string | null;
}

export interface TaskDeps {
  readonly store: Store;
  readonly queue: Queue;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly log: Log;
  /** The same connection for the same install, as long as its address and settings are the same. */
  readonly connect: (install: Install) => CrmConnection;
  /** The model that an install is scored by. */
  readonly modelOf: (install: SettingsOwner) => Model;
  readonly evaluate: (input: EvaluateInput) => Scorecard;
  /** Evaluates dirty subjects from the last one on, in another thread; settles when none is left. Absent where one thread is all. */
  readonly scoreBeside?: (install: Install, modelVersion: number, signal: AbortSignal) => Promise<void>;
  /** By what customers are recognised in the other CRMs, so that a score sees both; null where each CRM stays by itself. */
  readonly linkBy: LinkBy | null;
  /** Who understands the texts of an install's customers. */
  readonly textReaderOf: (install: Install) => Promise<TextReader>;
  /** The stage that a CRM's lifecycle stands for; null for a word that says nothing. */
  readonly lifecycleStage: (crm: string, lifecycle: string | undefined) => Stage | null;
  /** The fields that are written to an install's CRM. */
  readonly fieldsOf: (install: SettingsOwner) => readonly FieldSpec[];
  /** What the fields should say for a scorecard; null clears a field. */
  readonly fieldValues: (scored: {
    readonly scorecard: Scorecard;
    readonly subject: StoredSubject;
    readonly signals: readonly Signal[];
    /** On whose record the fields stand: the subject's own, or a ticket. */
    readonly object: FieldSpec['object'];
    readonly install: SettingsOwner;
    readonly templates: OwnTemplates;
  }) => Readonly<Record<string, FieldValue>>;
  /** The card templates that an install shows in place of the shipped ones. */
  readonly templatesOf: (install: string) => Promise<OwnTemplates>;
  /** What a step of a workflow hands on of a scorecard. */
  readonly stepOutputs: (install: SettingsOwner, scorecard: Scorecard) => StepOutputs;
  /** True where this CRM is told of alerts; where not, they are kept as history. */
  readonly announces: (crm: string) => boolean;
  /** True where this CRM keeps what people ask of Pulso. */
  readonly hears: (crm: string) => boolean;
  /** A friction flag as cards name it, in every language. */
  readonly flagTitles: (flag: string) => readonly string[];
  /** After an alert, another one of the same subject and kind counts as the same for so long. */
  readonly alertCooldownMs: number;
  /** What an alert says, in the install's language. */
  readonly alertText: (install: SettingsOwner, alert: Alert, name: string) => AlertText;
  /** True where two sets of field values say the same but for the time they were made at. */
  readonly sameFields: (before: Readonly<Record<string, unknown>>, after: Readonly<Record<string, unknown>>) => boolean;
}
