import type { StoryAccount, StoryContact } from './cast.ts';
import { recordId } from './ledger.ts';
import type { Scene } from './scene.ts';

/** Flags that the planted stories are meant to raise from the start. */
export const STORY_FLAGS = [
  'slow-answer',
  'repeated-contact',
  'reopened',
  'complex-problem',
  'detractor-unanswered',
  'silent-customer',
] as const;
/** Flags that are found in what customers write and in what happened around it. */
export const FRICTION_FLAGS = [
  'angry-customer',
  'broken-promise',
  'channel-hopping',
  'distractions',
  'forced-registration',
  'high-effort',
  'indecision',
  'lack-of-trust',
  'late-delivery',
  'missing-information',
  'payment-options',
  'price-comparison',
  'process-complexity',
  'score-falls',
  'surprise-costs',
  'technical-problems',
  'time-pressure',
  'usability',
  'wrong-moment',
] as const;
export type StoryFlag = (typeof STORY_FLAGS)[number] | (typeof FRICTION_FLAGS)[number];
export type StoryBand = 'good' | 'fair' | 'poor' | 'critical' | 'insufficient';

export interface Expectation {
  /** Must be raised. */
  readonly flags: readonly StoryFlag[];
  /** Must stay silent. */
  readonly notFlags: readonly StoryFlag[];
  /** Any of these is right. */
  readonly band: readonly StoryBand[];
  /** What a richer engine should also see; not expected of the first one. */
  readonly later: readonly string[];
}

/** A person of a story with what should be said about him. */
export interface Role {
  readonly contact: StoryContact;
  readonly expect: Expectation;
}

/** Something that happened to a named customer, to be found again in the scores. */
export interface Story {
  readonly id: string;
  readonly title: { readonly en: string; readonly es: string };
  readonly who: { readonly contact: StoryContact; readonly account?: StoryAccount };
  readonly what: string;
  /** Where on the record the evidence stands. */
  readonly look: string;
  readonly expect: Expectation;
  /** A second person, where the story needs two. */
  readonly also?: Role;
  /** Writes the story's records. */
  tell(scene: Scene): void;
}

/** Story people and companies hold the first numbers of every world, whatever its seed and size. */
export const storyContactId = (n: number): string => recordId('person', n);
export const storyAccountId = (n: number): string => recordId('account', n);

/** Every flag there is: for those with whom all is well. */
export const NO_FLAGS: readonly StoryFlag[] = [...STORY_FLAGS, ...FRICTION_FLAGS];

/** All flags that do not depend on words, but the given ones. */
export function noFlagsBut(...raised: readonly StoryFlag[]): readonly StoryFlag[] {
  return STORY_FLAGS.filter((flag) => !raised.includes(flag));
}
