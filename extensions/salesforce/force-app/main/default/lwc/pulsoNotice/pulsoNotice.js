import { words } from 'c/pulsoWords';
import { api, LightningElement } from 'lwc';

export default class PulsoNotice extends LightningElement {
  /** One of the notices in pulsoWords. */
  @api kind;
  /** What the platform said, where it said something. */
  @api reason;

  get notice() {
    return words.notices[this.kind] ?? words.notices.failed;
  }

  get role() {
    return this.kind === 'failed' ? 'alert' : 'status';
  }
}
