import type { Scorecard } from '../cx/model/scorecard.ts';
import type { Signal } from '../cx/model/signal.ts';
import type { Language } from '../cx/model/text.ts';
import type { CardDocument } from './document.ts';
import type { TemplateOverrides } from './render.ts';
import type { CardSubject } from './view.ts';

/** The shipped templates. `ticket` is the customer's card as somebody needs it who answers a ticket. */
export const CARD_TEMPLATES = ['contact', 'account', 'ticket'] as const;
export type CardTemplate = (typeof CARD_TEMPLATES)[number];

/** What an install shows in place of shipped templates. */
export interface OwnTemplates {
  readonly install: string;
  readonly sources: TemplateOverrides;
  /** The same for the same sources, another one for others. */
  readonly mark: string;
}

/** Draws a scorecard as a card, in any language. Where the install's own template is broken, the admin is told and the shipped one drawn. */
export type DrawCard = (card: {
  readonly scorecard: Scorecard;
  readonly subject: CardSubject;
  /** The subject's signals, for the journey. */
  readonly signals: readonly Signal[];
  /** Whose card it is: its time zone, and its settings, which may name a model of its own. */
  readonly install: { readonly timeZone: string; readonly settings: Readonly<Record<string, unknown>> };
  readonly language: Language;
  readonly template: CardTemplate;
  /** None: as shipped. */
  readonly templates?: OwnTemplates;
}) => CardDocument;
