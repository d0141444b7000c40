import { safeHref } from 'c/pulsoReading';
import { words } from 'c/pulsoWords';
import { api, LightningElement } from 'lwc';

/** Shown before one has to ask for the rest. */
const SHOWN = 3;

export default class PulsoFlags extends LightningElement {
  @api block;
  /** The text of the next step, which need not be said twice. */
  @api nextText;
  /** Titles only. */
  @api compact = false;
  unfolded = false;

  get shown() {
    const { items } = this.block;
    return (this.unfolded ? items : items.slice(0, SHOWN)).map((flag, index) => ({
      ...flag,
      key: `${flag.title} ${index}`,
      open: !this.compact,
      shape: `severity-${flag.severity}`,
      standing: [flag.severityLabel, flag.sinceLabel].filter(Boolean).join(', '),
      advice: flag.advice === this.nextText ? undefined : flag.advice,
      href: safeHref(flag.href),
      hrefLabel: flag.hrefLabel ?? flag.title,
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

  unfold() {
    this.unfolded = true;
  }
}
