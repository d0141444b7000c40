/** The fields that Pulso owns on a customer, an account and a ticket, and what they say for a scorecard. */
import { isDeepStrictEqual } from 'node:util';
import { BANDS, type Scorecard } from '../cx/model/scorecard.ts';
import type { Wording } from '../cx/model/text.ts';
import { ConfigInvalid } from '../errors.ts';
import type { CardDocument } from './document.ts';
import { timelessCard, writeCard } from './stored-card.ts';
import { type CardWording, certainChange, metricTitle, nextStepText } from './view.ts';
import type { Words } from './words.ts';

type FieldOption = { readonly value: string; readonly label: string };

/** A field in neutral form; what a CRM's adapter creates. */
export interface CardField {
  readonly object: 'customer' | 'account' | 'ticket';
  readonly name: FieldName;
  readonly label: string;
  readonly description: string;
  readonly type: 'number' | 'string' | 'longtext' | 'choice' | 'choices' | 'datetime';
  readonly options?: readonly FieldOption[];
}

type Value = string | number | readonly string[] | null;
type Values = Readonly<Record<string, unknown>>;

const titleCase = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
const asOptions = (values: readonly string[]): readonly FieldOption[] =>
  values.map((value) => ({ value, label: titleCase(value) }));

/** Labels name unit and direction, and `by Pulso` keeps them apart from HubSpot's own CX score and health score. */
const FIELDS = {
  score: {
    type: 'number',
    label: 'CX score by Pulso (0–100, higher is better)',
    description: 'How the relationship feels to the customer. Empty while too little is known.',
  },
  band: {
    type: 'choice',
    label: 'CX band by Pulso',
    description: 'The score in a word, from good to critical. Empty while too little is known.',
    options: asOptions(BANDS),
  },
  override: {
    type: 'number',
    label: 'CX score set by a person, kept by Pulso (0–100)',
    description: "A colleague's judgement beside the computed score, never instead of it. Empty: there is none now.",
  },
  coverage: {
    type: 'number',
    label: 'CX coverage by Pulso (%, higher is better)',
    description: 'Share of what counts in the score that is known.',
  },
  change_30d: {
    type: 'number',
    label: 'CX change in 30 days by Pulso (points, up is better)',
    description: 'The score against the one of 30 days before. Empty: no change beyond what chance makes.',
  },
  flags: {
    type: 'choices',
    label: 'CX friction flags by Pulso',
    description: 'Frictions found, each with evidence on the card. Empty is good.',
  },
  top_driver: {
    type: 'string',
    label: 'CX top driver by Pulso',
    description: 'What moves the score most, with its points.',
  },
  next_step: { type: 'string', label: 'CX next step by Pulso', description: 'What to do next. Empty: nothing needed.' },
  nps: {
    type: 'number',
    label: 'NPS by Pulso (higher is better)',
    description: 'Contact: the last answer, 0–10. Company: Net Promoter Score, −100 to 100.',
  },
  nps_category: {
    type: 'choice',
    label: 'NPS category by Pulso',
    description: 'Promoter 9–10, passive 7–8, detractor 0–6.',
    options: asOptions(['promoter', 'passive', 'detractor']),
  },
  csat: {
    type: 'number',
    label: 'Satisfaction by Pulso (0–100, higher is better)',
    description: 'Satisfaction answers; recent ones count more.',
  },
  ces: {
    type: 'number',
    label: 'Ease by Pulso (1–7, higher is easier)',
    description: 'Customer effort answers; recent ones count more.',
  },
  sentiment: {
    type: 'number',
    label: 'Sentiment by Pulso (−100–100, higher is better)',
    description: 'Tone of what they write; recent texts count more. Empty while nothing of theirs was understood.',
  },
  open_tickets: {
    type: 'number',
    label: 'Open tickets by Pulso (count, lower is better)',
    description: 'Tickets that are not closed.',
  },
  first_response_hours: {
    type: 'number',
    label: 'First response by Pulso (working hours, lower is better)',
    description: 'Median time until the first answer.',
  },
  resolution_hours: {
    type: 'number',
    label: 'Resolution by Pulso (working hours, lower is better)',
    description: 'Median time until a ticket is closed.',
  },
  churn_risk: {
    type: 'number',
    label: 'Churn risk by Pulso (0–100, higher is riskier)',
    description:
      'A risk index; where enough customers have left to learn from, the probability in % of leaving within 90 days. The card says which.',
  },
  low_since: {
    type: 'datetime',
    label: 'CX low since by Pulso',
    description: 'Since when the band has been poor or critical. Empty: it is not.',
  },
  scored_at: {
    type: 'datetime',
    label: 'CX scored at by Pulso',
    description: 'When these conclusions were last renewed.',
  },
  card: {
    type: 'longtext',
    label: 'CX card by Pulso (do not edit)',
    description: 'The card as Pulso last wrote it, so that it shows even when Pulso cannot be reached.',
  },
} as const satisfies Record<string, Omit<CardField, 'object' | 'name'>>;

export type FieldName = keyof typeof FIELDS;
export const FIELD_NAMES = Object.keys(FIELDS) as readonly FieldName[];

/** On a ticket stands what whoever answers it should know. */
const ON_TICKETS: ReadonlySet<FieldName> = new Set<FieldName>([
  'score',
  'band',
  'flags',
  'next_step',
  'low_since',
  'scored_at',
  'card',
]);

/**
 * Checks a selection of fields; all where none is made.
 * @throws ConfigInvalid naming every unknown field.
 */
export function selectFields(names: readonly string[] = FIELD_NAMES): readonly FieldName[] {
  const unknown = names.filter((name) => !Object.hasOwn(FIELDS, name));
  if (unknown.length > 0) {
    const remedy = `is not a field of Pulso; choose from ${FIELD_NAMES.join(', ')}`;
    throw new ConfigInvalid(unknown.map((name) => ({ key: `fields: ${name}`, message: remedy })));
  }
  return FIELD_NAMES.filter((name) => names.includes(name));
}

/**
 * The fields on customer and account, and fewer on a ticket, those of one kind next to each other.
 * @throws ConfigInvalid naming every unknown field of the selection.
 */
export function fieldSpecs(
  flags: readonly { readonly id: string; readonly title: Wording }[],
  names?: readonly string[],
): readonly CardField[] {
  const selected = selectFields(names);
  const flagOptions = flags.map(({ id, title }) => ({ value: id, label: title.en }));
  return (['customer', 'account', 'ticket'] as const).flatMap((object) =>
    selected
      .filter((name) => object !== 'ticket' || ON_TICKETS.has(name))
      .map(
        (name): CardField => ({ object, name, ...FIELDS[name], ...(name === 'flags' ? { options: flagOptions } : {}) }),
      ),
  );
}

const round = (value: number | null | undefined) =>
  value === null || value === undefined ? null : Math.round(value * 10) / 10 + 0;

/** 0..100 in whole points, so that it is not written anew for every day that passes. */
function riskOf({ churnRisk }: Scorecard): number | null {
  if (churnRisk == null) return null;
  return Math.round(churnRisk.kind === 'probability' ? 100 * churnRisk.value : churnRisk.value);
}

export interface FieldValuesInput {
  readonly scorecard: Scorecard;
  readonly card: CardDocument;
  /** The same card in other languages. */
  readonly translations?: readonly CardDocument[];
  readonly wording: CardWording;
  readonly words: Words;
  /** The fields to fill; those of other objects are left out. */
  readonly fields: readonly Pick<CardField, 'object' | 'name'>[];
  /** Whose fields; the subject's own unless it is another record that tells of it. */
  readonly object?: CardField['object'];
}

/**
 * What the fields say for a scorecard; null empties a field. Numbers have at most one decimal. An insufficient scorecard gives
 * no score, band, change, driver or low-since: nothing that looks like a conclusion.
 */
export function fieldValues(input: FieldValuesInput): Record<string, Value> {
  const { scorecard, card, translations, wording, words, fields, object = scorecard.subject.object } = input;
  const { facts } = scorecard;
  const scored = scorecard.status === 'scored';
  const [top] = scorecard.drivers;
  const flags = scorecard.flags.map((flag) => flag.id).sort();
  const values: Record<FieldName, Value> = {
    score: scored ? round(scorecard.score?.value) : null,
    band: scored ? scorecard.band : null,
    override: scorecard.override?.active === true ? round(scorecard.override.value) : null,
    coverage: Math.round(scorecard.coverage * 100),
    change_30d: scored ? certainChange(scorecard) : null,
    flags: flags.length === 0 ? null : flags,
    top_driver:
      scored && top !== undefined ? `${metricTitle(top.metric, wording, words)} (${words.points(top.points)})` : null,
    next_step: nextStepText(scorecard, wording, words),
    nps: round(facts.nps),
    nps_category: facts.npsCategory,
    csat: round(facts.csat),
    ces: round(facts.ces),
    sentiment: round(facts.sentiment),
    open_tickets: facts.openTickets,
    first_response_hours: round(facts.firstResponseHours),
    resolution_hours: round(facts.resolutionHours),
    churn_risk: riskOf(scorecard),
    low_since: scored ? scorecard.lowSince : null,
    scored_at: scorecard.at,
    card: writeCard(card, translations),
  };
  const wanted = fields.filter((field) => field.object === object).map((field) => field.name);
  return Object.fromEntries(wanted.map((name) => [name, values[name]]));
}

/** A value without what only tells the time; null, a missing value and an empty list are the same. */
function timeless(name: string, value: unknown): unknown {
  if (name === 'scored_at' || value === undefined || value === '') return null;
  if (Array.isArray(value)) return value.length === 0 ? null : [...value].sort();
  return name === 'card' && typeof value === 'string' ? timelessCard(value) : value;
}

/** True where two sets of field values say the same but for the time: `scored_at`, and `asOf` inside the card. */
export function sameFields(before: Values, after: Values): boolean {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].every((name) => isDeepStrictEqual(timeless(name, before[name]), timeless(name, after[name])));
}
