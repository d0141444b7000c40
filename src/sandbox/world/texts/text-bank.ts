import type { SurveyKind, Topic } from '../world.ts';

/** A message with its subject (or a call with its title). Slots: {name} {agent} {product} {order} {day} {amount} {days} {company}. */
export type Letter = readonly [subject: string, body: string];

export interface TopicTexts {
  /** Asked without heat. */
  readonly calm: readonly Letter[];
  /** The same subject after patience has run out. */
  readonly upset: readonly Letter[];
}

export interface CommentTexts {
  readonly high: readonly string[];
  readonly middle: readonly string[];
  readonly low: readonly string[];
}

/** Our side answers by the kind of matter. */
export const TOPIC_GROUPS = {
  late_delivery: 'delivery',
  damaged_delivery: 'delivery',
  returns: 'delivery',
  surprise_charge: 'money',
  billing: 'money',
  price: 'money',
  renewal: 'money',
  cancellation: 'money',
  technical_fault: 'product',
  login: 'product',
  installation: 'product',
  feature_request: 'relation',
  missing_info: 'relation',
  trust: 'relation',
  praise: 'relation',
} as const satisfies Readonly<Record<Topic, string>>;
export type TopicGroup = (typeof TOPIC_GROUPS)[Topic];

/** Everything that is said in one language. */
export interface TextBank {
  readonly tickets: Readonly<Record<Topic, TopicTexts>>;
  readonly comments: Readonly<Record<SurveyKind, CommentTexts>>;
  /** What we wrote when a ticket was closed. */
  readonly resolutions: Readonly<Record<TopicGroup, readonly string[]>>;
  /** From the customer: small questions, and thanks once a ticket is solved. */
  readonly inquiries: readonly Letter[];
  readonly thanks: readonly Letter[];
  /** From us: answers to tickets, answers to bad survey answers, visits and check-ins, offers, newsletters. */
  readonly replies: Readonly<Record<TopicGroup, readonly Letter[]>>;
  readonly recoveries: readonly Letter[];
  readonly services: readonly Letter[];
  readonly sales: readonly Letter[];
  readonly newsletters: readonly Letter[];
  readonly callsIn: readonly Letter[];
  readonly callsOut: readonly Letter[];
  readonly callsMissed: readonly Letter[];
  readonly recoveryCalls: readonly Letter[];
  readonly meetings: readonly Letter[];
  readonly notes: readonly string[];
  readonly products: readonly string[];
  readonly lostReasons: readonly string[];
}

const SLOT = /\{(\w+)\}/g;

/**
 * Returns the text with its slots filled.
 * @throws RangeError when a slot has no value: a customer never writes "{order}".
 */
export function fillText(text: string, slots: Readonly<Record<string, string>>): string {
  return text.replace(SLOT, (_, slot: string) => {
    const value = slots[slot];
    if (value === undefined) throw new RangeError(`The text uses the slot {${slot}}, which nobody fills.`);
    return value;
  });
}
