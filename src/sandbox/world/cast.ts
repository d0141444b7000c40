import type { Channel, Country, Language, Lifecycle } from './world.ts';

/** Somebody whom a story is about. */
export interface StoryContact {
  readonly id: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly language: Language;
  readonly country: Country;
  readonly city: string;
  readonly jobTitle?: string;
  readonly preferredChannel: Channel;
  readonly lifecycle: Lifecycle;
  readonly joinedDaysAgo: number;
}

export interface StoryAccount {
  readonly id: string;
  readonly name: string;
  readonly domain: string;
  readonly industry: string;
  readonly employees: number;
  readonly yearlyAmount: number;
  readonly renewsInDays: number;
}
