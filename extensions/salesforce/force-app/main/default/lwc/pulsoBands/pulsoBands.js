import { number, words } from 'c/pulsoWords';
import { api, LightningElement } from 'lwc';

const WORST_FIRST = ['critical', 'poor', 'fair', 'good', 'unknown'];

export default class PulsoBands extends LightningElement {
  /** How many by band; `unknown` have no score. */
  @api counts;

  get bands() {
    return WORST_FIRST.map((name) => ({ name, word: words.bands[name], count: number(this.counts[name] ?? 0) }));
  }
}
