import { number } from 'c/pulsoWords';
import { api, LightningElement } from 'lwc';

const within = (score) => Math.min(100, Math.max(0, score));
/** Where a score stands on an axis that runs from 8 to 312. */
const at = (score) => Number(((within(score) / 100) * 304 + 8).toFixed(1));

export default class PulsoScore extends LightningElement {
  @api block;
  /** Without the two parts. */
  @api compact = false;

  get className() {
    return `score ${this.block.band}`;
  }

  get value() {
    return number(this.block.value);
  }

  get finding() {
    return [`${this.value} / 100`, this.block.bandLabel, this.block.rangeLabel].filter(Boolean).join(', ');
  }

  get bar() {
    const from = at(this.block.low);
    return { from, width: Math.max(2, Number((at(this.block.high) - from).toFixed(1))), at: at(this.block.value) };
  }

  get parts() {
    const parts = this.compact ? [] : this.block.parts;
    return parts.map(({ label, value }) => ({ label, value: number(value), width: within(value).toFixed(1) }));
  }
}
