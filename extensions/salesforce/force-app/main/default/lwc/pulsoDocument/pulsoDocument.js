import { safeHref } from 'c/pulsoReading';
import { ago, dateTime, words } from 'c/pulsoWords';
import { api, LightningElement } from 'lwc';

/** Older than this, a card may no longer be right: Pulso renews each at least once a day. */
const STALE_MS = 48 * 3_600_000;
const HEADED = ['drivers', 'flags', 'tiles', 'journey', 'next'];
/** Whoever answers a case needs what hurts before what explains. */
const ANSWERING = ['score', 'insufficient', 'next', 'flags', 'note', 'journey', 'drivers', 'tiles', 'link'];
const COMPACT = ['score', 'insufficient', 'flags', 'next', 'note'];

export default class PulsoDocument extends LightningElement {
  /** A document as pulsoReading gives it. */
  @api card;
  /** What matters before one answers: score, next step, flags by name. */
  @api compact = false;
  /** In the order in which somebody needs it who answers a case. */
  @api answering = false;
  /** Types of blocks that are left out. */
  @api hidden = [];
  @api recordId;
  /** Flags that the user has seen, see pulsoCard; null where they may not say so. */
  @api seen = null;
  language = words.language;

  get full() {
    return !this.compact;
  }

  get subjectHref() {
    return safeHref(this.card.subject.href);
  }

  get asOf() {
    return dateTime(this.card.asOf);
  }

  get age() {
    return ago(this.card.asOf, Date.now());
  }

  get stale() {
    return Date.now() - Date.parse(this.card.asOf) > STALE_MS ? words.stale(this.age) : undefined;
  }

  get nextText() {
    return this.card.blocks.find(({ type }) => type === 'next')?.text;
  }

  get ordered() {
    const rank = ({ type }) => ANSWERING.indexOf(type);
    return this.answering ? [...this.card.blocks].sort((a, b) => rank(a) - rank(b)) : this.card.blocks;
  }

  get blocks() {
    return this.ordered
      .filter(({ type }) => !this.hidden.includes(type) && (!this.compact || COMPACT.includes(type)))
      .map((block, index) => ({
        block,
        key: `${block.type} ${index}`,
        heading: HEADED.includes(block.type) ? block.title : undefined,
        className: block.type === 'note' ? `block-note ${block.tone}` : `block-${block.type}`,
        href: safeHref(block.href),
        [block.type]: true,
      }));
  }
}
