/** What every metric and flag is told besides the signals. */
import { type FirstAttention, readAttention } from './attention.ts';
import { type Contact, readContacts, type WordMemory } from './contacts.ts';
import { readEfforts, type TicketEffort } from './effort.ts';
import { type Interaction, readInteractions } from './interactions.ts';
import type { Model } from './model/model.ts';
import type { Subject } from './model/scorecard.ts';
import type { SignalKind } from './model/signal.ts';
import { type NegativeExperience, readNegativeExperiences } from './negative-experiences.ts';
import type { BusinessCalendar } from './stats/business-hours.ts';
import { DAY_MS } from './stats/decay.ts';
import type { TextReader } from './text/text-reader.ts';
import { SubjectTexts, type TextMemory } from './texts.ts';
import type { Timeline } from './timeline.ts';
import { readWaits, type Wait } from './waits.ts';

/** Used for a kind to which the model gives no half-life. */
const USUAL_HALF_LIFE_DAYS = 90;

export interface Context {
  /** The instant of the evaluation, ms since 1970, and the same in ISO 8601. */
  readonly now: number;
  readonly nowIso: string;
  readonly subject: Subject;
  readonly model: Model;
  readonly businessHours: BusinessCalendar;
  /** Everything known; metrics and flags prefer the kinds that they name. */
  readonly timeline: Timeline;
  /** Every time that the customer asked for help, with its topic; oldest first. */
  readonly contacts: readonly Contact[];
  /** Every time that the customer took part in an exchange with us; oldest first. */
  readonly interactions: readonly Interaction[];
  /** How long each ticket waited for its first answer. */
  readonly waits: readonly Wait[];
  /** What each ticket cost the customer. */
  readonly efforts: readonly TicketEffort[];
  /** When a person of ours got in touch. */
  readonly attention: FirstAttention;
  /** What the customer wrote, understood. */
  readonly texts: SubjectTexts;
  /** What went wrong in the model's window; oldest first. */
  readonly negativeExperiences: readonly NegativeExperience[];
  /** Neither evidence nor details are asked for: a metric may leave them out where they cost something. */
  readonly scoreOnly: boolean;
}

/** What lasts from one evaluation to the next, or from one instant of an evaluation to the other. */
export interface Means {
  readonly businessHours: BusinessCalendar;
  readonly textReader: TextReader;
  readonly textMemory: TextMemory;
  readonly wordMemory?: WordMemory;
  readonly scoreOnly?: boolean;
}

class LazyContext implements Context {
  readonly now: number;
  readonly nowIso: string;
  readonly subject: Subject;
  readonly model: Model;
  readonly businessHours: BusinessCalendar;
  readonly timeline: Timeline;
  readonly scoreOnly: boolean;
  readonly #wordMemory: WordMemory | undefined;
  readonly #other: Context | undefined;
  #contacts: readonly Contact[] | undefined;
  readonly texts: SubjectTexts;
  #interactions: readonly Interaction[] | undefined;
  #waits: readonly Wait[] | undefined;
  #efforts: readonly TicketEffort[] | undefined;
  #attention: FirstAttention | undefined;
  #negativeExperiences: readonly NegativeExperience[] | undefined;

  constructor(timeline: Timeline, now: number, subject: Subject, model: Model, means: Means, other?: Context) {
    this.now = now;
    this.nowIso = new Date(now).toISOString();
    this.subject = subject;
    this.model = model;
    this.businessHours = means.businessHours;
    this.scoreOnly = means.scoreOnly ?? false;
    this.#wordMemory = means.wordMemory;
    this.#other = other;
    this.texts = other?.texts ?? new SubjectTexts(timeline, means.textReader, means.textMemory);
    this.timeline = timeline;
  }

  get contacts(): readonly Contact[] {
    this.#contacts ??= this.#other?.contacts ?? readContacts(this.timeline, this.#wordMemory);
    return this.#contacts;
  }

  get interactions(): readonly Interaction[] {
    this.#interactions ??= this.#other?.interactions ?? readInteractions(this.timeline);
    return this.#interactions;
  }

  get waits(): readonly Wait[] {
    this.#waits ??= readWaits(this.timeline, this.businessHours, this.now);
    return this.#waits;
  }

  get efforts(): readonly TicketEffort[] {
    this.#efforts ??= readEfforts(this.timeline, this.contacts, this.now);
    return this.#efforts;
  }

  get attention(): FirstAttention {
    this.#attention ??= this.#other?.attention ?? readAttention(this.timeline);
    return this.#attention;
  }

  get negativeExperiences(): readonly NegativeExperience[] {
    this.#negativeExperiences ??= readNegativeExperiences({
      timeline: this.timeline,
      contacts: this.contacts,
      waits: this.waits,
      texts: this.texts,
      model: this.model,
      nowMs: this.now,
    });
    return this.#negativeExperiences;
  }
}

/**
 * The context of one evaluation; what several metrics need is worked out once, when first asked for.
 * @param other the context of another instant: of the same timeline, whatever does not depend on the instant is taken from it.
 */
export function createContext(
  timeline: Timeline,
  now: number,
  subject: Subject,
  model: Model,
  means: Means,
  other?: Context,
): Context {
  return new LazyContext(timeline, now, subject, model, means, other?.timeline === timeline ? other : undefined);
}

/** Days since `atMs`, fractional. */
export function ageDays(context: Context, atMs: number): number {
  return (context.now - atMs) / DAY_MS;
}

/** The model's half-life of a kind, in days. */
export function halfLifeDays(context: Context, kind: SignalKind): number {
  return context.model.halfLifeDays[kind] ?? USUAL_HALF_LIFE_DAYS;
}
