import { words } from 'c/pulsoWords';
import { api, LightningElement } from 'lwc';

/** Shown before one has to ask for the rest. */
const SHOWN = 4;
/** Points that a short bar's scale has at least. */
const LEAST_SCALE = 5;

export default class PulsoDrivers extends LightningElement {
  @api block;
  unfolded = false;

  get shown() {
    const { items } = this.block;
    const scale = Math.max(LEAST_SCALE, ...items.map(({ points }) => Math.abs(points)));
    return (this.unfolded ? items : items.slice(0, SHOWN)).map((driver, index) => {
      const length = Math.max(1, (Math.abs(driver.points) / scale) * 38);
      const x = driver.points < 0 ? 40 - length : 40;
      return { ...driver, key: `${driver.label} ${index}`, length: length.toFixed(1), x: x.toFixed(1) };
    });
  }

  get folded() {
    return !this.unfolded && this.block.items.length > SHOWN;
  }

  get moreLabel() {
    return words.more(this.block.items.length - SHOWN);
  }

  unfold() {
    this.unfolded = true;
  }
}
