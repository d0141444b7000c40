import { safeHref } from 'c/pulsoReading';
import { api, LightningElement } from 'lwc';

export default class PulsoJourney extends LightningElement {
  @api block;

  get stops() {
    return this.block.items.map((stop, index) => ({
      ...stop,
      key: `${stop.at} ${index}`,
      shape: `mood-${stop.mood}`,
      href: safeHref(stop.href),
    }));
  }
}
