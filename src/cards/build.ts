/** Builds the card document from the checked elements of a rendered template. */
import { TemplateInvalid } from '../errors.ts';
import { CARD_LIMITS, type CardBlock, type CardDocument, cardDocumentSchema } from './document.ts';
import { clip, fitDocument, leaveOutFlags } from './fit.ts';
import type { Element } from './markup.ts';
import type { ElementName } from './vocabulary.ts';

type BlockName = CardBlock['type'];
type Builders = Record<BlockName, (element: Element, moreLabel: (count: number) => string) => unknown>;

const named = (element: Element, name: ElementName) => element.children.filter((child) => child.name === name);
const label = (text: string | undefined) => clip(text ?? '', CARD_LIMITS.label);
const labelOrNull = (text: string | undefined) => (text === undefined ? null : label(text));
const sentence = (text: string) => clip(text, CARD_LIMITS.sentence);
/** A cut address leads elsewhere: too long means none. */
const href = (text: string | undefined) => (text === undefined || text.length > CARD_LIMITS.href ? null : text);

const BUILDERS: Builders = {
  score: ({ attributes, ...element }) => ({
    type: 'score',
    value: Number(attributes.value),
    low: Number(attributes.low),
    high: Number(attributes.high),
    band: attributes.band,
    bandLabel: label(attributes.bandLabel),
    sinceLabel: labelOrNull(attributes.sinceLabel),
    rangeLabel: label(attributes.rangeLabel),
    coverage: Number(attributes.coverage),
    coverageLabel: label(attributes.coverageLabel),
    change:
      attributes.change === undefined
        ? null
        : { points: Number(attributes.change), label: label(attributes.changeLabel ?? attributes.change) },
    parts: named({ attributes, ...element }, 'part')
      .slice(0, CARD_LIMITS.parts)
      .map((part) => ({ label: label(part.attributes.label), value: Number(part.attributes.value) })),
  }),
  insufficient: (element) => ({
    type: 'insufficient',
    title: label(element.attributes.title),
    text: sentence(element.text),
    missing: named(element, 'missing')
      .slice(0, CARD_LIMITS.missing)
      .map(({ text }) => label(text)),
  }),
  drivers: (element) => ({
    type: 'drivers',
    title: label(element.attributes.title),
    items: named(element, 'driver')
      .slice(0, CARD_LIMITS.drivers)
      .map(({ attributes, text }) => ({
        label: label(text),
        detail: labelOrNull(attributes.detail),
        points: Number(attributes.points),
        pointsLabel: label(attributes.pointsLabel),
        direction: Number(attributes.points) < 0 ? 'down' : 'up',
      })),
  }),
  flags: (element, moreLabel) =>
    leaveOutFlags(
      {
        type: 'flags',
        title: label(element.attributes.title),
        items: named(element, 'flag').map(({ attributes, text }) => ({
          title: label(attributes.title),
          severity: attributes.severity as 'low',
          severityLabel: label(attributes.severityLabel),
          since: attributes.since ?? '',
          sinceLabel: label(attributes.sinceLabel),
          sentence: sentence(text),
          quote: attributes.quote === undefined ? null : clip(attributes.quote, CARD_LIMITS.quote),
          href: href(attributes.href),
          hrefLabel: href(attributes.href) && labelOrNull(attributes.hrefLabel),
          advice: attributes.advice === undefined ? null : sentence(attributes.advice),
        })),
        more: null,
      },
      CARD_LIMITS.flags,
      moreLabel,
    ),
  tiles: (element) => ({
    type: 'tiles',
    title: label(element.attributes.title),
    items: named(element, 'tile')
      .slice(0, CARD_LIMITS.tiles)
      .map(({ attributes, text }) => ({
        label: label(attributes.label),
        value: label(text),
        unit: labelOrNull(attributes.unit),
      })),
  }),
  journey: (element) => ({
    type: 'journey',
    title: label(element.attributes.title),
    items: named(element, 'stop')
      .slice(-CARD_LIMITS.stops)
      .map(({ attributes, text }) => ({
        label: label(text),
        at: attributes.at,
        atLabel: label(attributes.atLabel),
        mood: attributes.mood,
        moodLabel: label(attributes.moodLabel),
        href: href(attributes.href),
      })),
  }),
  next: ({ attributes, text }) => ({ type: 'next', title: label(attributes.title), text: sentence(text) }),
  note: ({ attributes, text }) => ({ type: 'note', tone: attributes.tone, text: clip(text, CARD_LIMITS.note) }),
  link: ({ attributes, text }) => ({ type: 'link', label: label(text), href: attributes.href }),
};

/**
 * The document of a `<card>` element, within its bounds.
 * @throws TemplateInvalid when the card has no block.
 */
export function buildDocument(template: string, card: Element, moreLabel: (count: number) => string): CardDocument {
  const { attributes } = card;
  const blocks = card.children
    .slice(0, CARD_LIMITS.blocks)
    .map((element) => BUILDERS[element.name as BlockName](element, moreLabel));
  const parsed = cardDocumentSchema.safeParse({
    version: 1,
    title: label(attributes.title),
    tone: attributes.tone,
    language: attributes.language,
    asOf: attributes.asOf,
    asOfLabel: label(attributes.asOfLabel),
    subject: { name: label(attributes.subject), href: href(attributes.subjectHref) },
    blocks,
  });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new TemplateInvalid(
      template,
      null,
      `renders to a card that is not valid: ${issue?.path.join('.')}: ${issue?.message}. Write at least one block in <card>.`,
    );
  }
  return fitDocument(parsed.data, moreLabel);
}
