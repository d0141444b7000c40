import type { DrawCard, OwnTemplates } from '../cards/draw-card.ts';
import type { CardWording } from '../cards/view.ts';
import type { Dictionary } from '../cards/words.ts';
import type { Crm, CrmConnection, FieldSpec } from '../crm/port.ts';
import type { Model } from '../cx/model/model.ts';
import type { Scorecard } from '../cx/model/scorecard.ts';
import type { Language } from '../cx/model/text.ts';
import type { WebhookSigner } from '../jobs/connect-install.ts';
import type { ConsentApp } from '../jobs/consent-app.ts';
import type { SettingsOwner } from '../jobs/install-settings.ts';
import type { Queue } from '../jobs/queue.ts';
import type { SettingsKeeper } from '../jobs/settings-keeper.ts';
import type { StatusReport } from '../jobs/status.ts';
import type { StepOutputs } from '../jobs/step-outputs.ts';
import type { TemplateKeeper } from '../jobs/template-keeper.ts';
import type { Log } from '../log.ts';
import type { Install, Store } from '../store/port.ts';
import type { ConsoleAccess } from './console-access.ts';
import type { Metrics } from './metrics.ts';
import type { Readiness } from './readiness.ts';

/** What the doors are given. They build nothing themselves. */
export interface HttpDeps {
  readonly store: Store;
  readonly queue: Queue;
  readonly crms: ReadonlyMap<string, Crm>;
  readonly log: Log;
  /** Identifies this run of the program. */
  readonly run: string;
  readonly dictionary: Dictionary;
  /** Of whoever does not say. */
  readonly language: Language;
  readonly wording: CardWording;
  readonly drawCard: DrawCard;
  /** The card templates that an install shows in place of the shipped ones. */
  readonly templatesOf: (install: string) => Promise<OwnTemplates>;
  readonly templates: TemplateKeeper;
  /** The model that an install is scored by. */
  readonly modelOf: (install: SettingsOwner) => Model;
  /** Of what is written to an install's CRM. */
  readonly languageOf: (install: SettingsOwner) => Language;
  /** The fields that are written to an install's CRM. */
  readonly fieldsOf: (install: SettingsOwner) => readonly FieldSpec[];
  /** The fields that Pulso can write. */
  readonly allFields: readonly FieldSpec[];
  readonly settings: SettingsKeeper;
  /** What a step of a workflow hands on of a scorecard. */
  readonly stepOutputs: (install: SettingsOwner, scorecard: Scorecard) => StepOutputs;
  /** E-mail addresses, in small letters, of those who may change settings from inside a CRM. */
  readonly admins: readonly string[];
  readonly connect: (install: Install) => CrmConnection;
  /** Milliseconds since 1970; stands still where the configuration fixes it. */
  readonly now: () => number;
  /** Milliseconds since 1970 by the clock on the wall: the age of a signed call is never judged by a fixed clock. */
  readonly wallClock: () => number;
  /** Scheme, host and port under which CRMs reach this program. */
  readonly publicUrl: () => string;
  /** Apps that an account can be connected with by a person's consent. */
  readonly consentApps: () => readonly ConsentApp[];
  readonly webhookSigners: (crm: string) => Promise<readonly WebhookSigner[]>;
  readonly status: () => Promise<StatusReport>;
  readonly readiness: () => Promise<Readiness>;
  readonly access: ConsoleAccess;
  readonly metrics: Metrics;
}
