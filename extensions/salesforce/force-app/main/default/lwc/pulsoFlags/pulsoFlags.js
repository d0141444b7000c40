import { ask } from 'c/pulsoAsk';
import { reasonOf, safeHref } from 'c/pulsoReading';
import { dateTime, words } from 'c/pulsoWords';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { api, LightningElement } from 'lwc';

/** Shown before one has to ask for the rest. */
const SHOWN = 3;

export default class PulsoFlags extends LightningElement {
  @api block;
  /** The text of the next step, which need not be said twice. */
  @api nextText;
  /** Titles only. */
  @api compact = false;
  @api recordId;
  /** When the user saw which flag, by `title since`; null where they may not say so. */
  @api seen = null;
  unfolded = false;
  words = words;
  busy = false;
  /** The same, of those that were told just now. */
  told = {};

  get shown() {
    const { items } = this.block;
    return (this.unfolded ? items : items.slice(0, SHOWN)).map((flag, index) => ({
      ...flag,
      key: `${flag.title} ${index}`,
      shape: `severity-${flag.severity}`,
      standing: [flag.severityLabel, flag.sinceLabel].filter(Boolean).join(', '),
      advice: flag.advice === this.nextText ? undefined : flag.advice,
      href: safeHref(flag.href),
      hrefLabel: flag.hrefLabel ?? flag.title,
      acknowledgeLabel: words.acknowledgeFlag(flag.title),
      ...this.standingOf(flag),
    }));
  }

  get hidden() {
    return Math.max(0, this.block.items.length - SHOWN) + (this.block.more?.count ?? 0);
  }

  get folded() {
    return !this.unfolded && this.block.items.length > SHOWN;
  }

  get moreLabel() {
    return words.more(this.hidden);
  }

  /** Seen already, or to be acknowledged; nothing of both where the user may not ask. */
  standingOf({ title, since }) {
    const at = this.told[`${title} ${since}`] ?? this.seen?.[`${title} ${since}`];
    return {
      seen: at === undefined ? undefined : words.acknowledged(dateTime(at)),
      open: !this.compact,
      unseen: at === undefined && this.seen !== null && !this.compact,
    };
  }

  async acknowledge({ target: { dataset } }) {
    const { title, since } = dataset;
    this.busy = true;
    try {
      await ask(this.recordId, 'acknowledge', { Flag__c: title, Flag_Since__c: since });
      this.told = { ...this.told, [`${title} ${since}`]: new Date(Date.now()).toISOString() };
      const detail = { kind: 'acknowledge', said: words.told };
      this.dispatchEvent(new CustomEvent('asked', { detail, bubbles: true, composed: true }));
    } catch (error) {
      const message = reasonOf(error) ?? '';
      this.dispatchEvent(new ShowToastEvent({ title: words.notRefreshed, message, variant: 'error' }));
    }
    this.busy = false;
  }

  unfold() {
    this.unfolded = true;
  }
}
