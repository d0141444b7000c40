/**
 * The vocabulary of card templates, as data: the check of a rendered card and the reference in docs/cards.md both come from
 * here. An empty attribute counts as absent, so that a template can write `quote="{{quote}}"` without a condition.
 */
import { BANDS, SEVERITIES } from '../cx/model/scorecard.ts';
import { LANGUAGES } from '../cx/model/text.ts';
import { MOODS, NOTE_TONES, TONES } from './document.ts';

export type AttributeSpec = {
  readonly required: boolean;
  readonly describes: string;
} & (
  | { readonly type: 'text' }
  | { readonly type: 'number'; readonly min: number; readonly max: number }
  | { readonly type: 'instant' }
  | { readonly type: 'url' }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
);

export interface ElementSpec {
  readonly describes: string;
  readonly attributes: Readonly<Record<string, AttributeSpec>>;
  /** Whether text may, must or must not stand between the tags. */
  readonly text: 'none' | 'optional' | 'required';
  readonly children: readonly string[];
}

const text = (describes: string) => ({ type: 'text', required: true, describes }) as const;
const number = (min: number, max: number, describes: string) =>
  ({ type: 'number', min, max, required: true, describes }) as const;
const instant = (describes: string) => ({ type: 'instant', required: true, describes }) as const;
const url = (describes: string) => ({ type: 'url', required: true, describes }) as const;
const choice = (choices: readonly string[], describes: string) =>
  ({ type: 'choice', choices, required: true, describes }) as const;
const optional = <Spec extends AttributeSpec>(spec: Spec): Spec => ({ ...spec, required: false });

export const VOCABULARY = {
  card: {
    describes: 'The whole card; the one outermost element. The blocks inside are shown in their order.',
    attributes: {
      title: text('What the card is called.'),
      tone: choice(TONES, 'The band, or `unknown` where no number is shown.'),
      language: choice(LANGUAGES, 'The language of the words in it.'),
      asOf: instant('When the conclusions were drawn.'),
      asOfLabel: text('The words before that date.'),
      subject: text('The name of the customer or the account.'),
      subjectHref: optional(url('Where the record is.')),
    },
    text: 'none',
    children: ['score', 'insufficient', 'drivers', 'flags', 'tiles', 'journey', 'next', 'note', 'link'],
  },
  score: {
    describes: 'The score with its interval, band, coverage and change.',
    attributes: {
      value: number(0, 100, 'The score; higher is better.'),
      low: number(0, 100, 'Lower end of the interval.'),
      high: number(0, 100, 'Upper end of the interval.'),
      band: choice(BANDS, 'The band.'),
      bandLabel: text('The band in words.'),
      sinceLabel: optional(text('Since when the band is low, in words.')),
      rangeLabel: text('The interval in words.'),
      coverage: number(0, 1, 'Share of the weight that is known.'),
      coverageLabel: text('The coverage in words.'),
      change: optional(number(-100, 100, 'Points against 30 days before.')),
      changeLabel: optional(text('The change in words; needed with `change`.')),
    },
    text: 'none',
    children: ['part'],
  },
  part: {
    describes: 'A side of the score shown apart: what they say, what happened.',
    attributes: { label: text('Which side.'), value: number(0, 100, 'Its own score.') },
    text: 'none',
    children: [],
  },
  insufficient: {
    describes:
      'Stands in place of the score when too little is known: the text says so, `missing` says what would help.',
    attributes: { title: text('Heading.') },
    text: 'required',
    children: ['missing'],
  },
  missing: {
    describes: 'One thing that is not known yet.',
    attributes: {},
    text: 'required',
    children: [],
  },
  drivers: {
    describes: 'What moves the score, the strongest first.',
    attributes: { title: text('Heading.') },
    text: 'none',
    children: ['driver'],
  },
  driver: {
    describes: 'One driver; the text is its name.',
    attributes: {
      points: number(-100, 100, 'Points that it adds or takes.'),
      pointsLabel: text('The points in words.'),
      detail: optional(text('The measured value behind it.')),
    },
    text: 'required',
    children: [],
  },
  flags: {
    describes: 'The frictions found, the most severe first.',
    attributes: { title: text('Heading.') },
    text: 'none',
    children: ['flag'],
  },
  flag: {
    describes: 'One friction; the text is the sentence that tells what happened.',
    attributes: {
      title: text('Name of the friction.'),
      severity: choice(SEVERITIES, 'How much it hurts.'),
      severityLabel: text('The severity in words.'),
      since: instant('Since when.'),
      sinceLabel: text('Since when, in words.'),
      quote: optional(text("The customer's own words.")),
      href: optional(url('Where the evidence is.')),
      hrefLabel: optional(text('The words of that link; needed with `href`.')),
      advice: optional(text('What helps.')),
    },
    text: 'required',
    children: [],
  },
  tiles: {
    describes: 'Facts, each a number with its unit.',
    attributes: { title: text('Heading.') },
    text: 'none',
    children: ['tile'],
  },
  tile: {
    describes: 'One fact; the text is its value.',
    attributes: { label: text('What is measured.'), unit: optional(text('Its unit.')) },
    text: 'required',
    children: [],
  },
  journey: {
    describes: 'The last touchpoints, the oldest first.',
    attributes: { title: text('Heading.') },
    text: 'none',
    children: ['stop'],
  },
  stop: {
    describes: 'One touchpoint; the text is its name.',
    attributes: {
      at: instant('When.'),
      atLabel: text('When, in words.'),
      mood: choice(MOODS, 'How it went for the customer, as far as that is known.'),
      moodLabel: text('The mood in words.'),
      href: optional(url('Where the record is.')),
    },
    text: 'required',
    children: [],
  },
  next: {
    describes: 'The one next step; the text says what to do.',
    attributes: { title: text('Heading.') },
    text: 'required',
    children: [],
  },
  note: {
    describes: 'A remark.',
    attributes: { tone: choice(NOTE_TONES, 'A remark or a warning.') },
    text: 'required',
    children: [],
  },
  link: {
    describes: 'A link; the text is what it says.',
    attributes: { href: url('Where it leads.') },
    text: 'required',
    children: [],
  },
} as const satisfies Record<string, ElementSpec>;

export type ElementName = keyof typeof VOCABULARY;
