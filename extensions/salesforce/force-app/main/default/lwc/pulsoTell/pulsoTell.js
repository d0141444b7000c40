import { ask } from 'c/pulsoAsk';
import { reasonOf } from 'c/pulsoReading';
import { words } from 'c/pulsoWords';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { api, LightningElement } from 'lwc';

const options = (labels, chosen) =>
  Object.entries(labels).map(([value, label]) => ({ value, label, selected: value === chosen }));

export default class PulsoTell extends LightningElement {
  @api recordId;
  /** An observation is about a person. */
  @api observable = false;
  words = words;
  busy = false;
  thanked = false;
  isWrong = false;
  comment = '';
  observing = false;
  text = '';
  mood = 'unknown';
  touchpoint = 'other';

  get moods() {
    return options(words.moods, this.mood);
  }

  get places() {
    return options(words.places, this.touchpoint);
  }

  get notReady() {
    return this.busy || this.text.trim() === '';
  }

  async tell(kind, fields, said) {
    this.busy = true;
    let done = false;
    try {
      await ask(this.recordId, kind, fields);
      done = true;
      this.dispatchEvent(new CustomEvent('asked', { detail: { kind, said } }));
    } catch (error) {
      const message = reasonOf(error) ?? '';
      this.dispatchEvent(new ShowToastEvent({ title: words.notRefreshed, message, variant: 'error' }));
    }
    this.busy = false;
    return done;
  }

  recalculate() {
    return this.tell('recalculate', {}, words.recalculating);
  }

  async helped() {
    this.thanked = await this.tell('helped', {}, words.thanks);
  }

  wrong() {
    this.isWrong = true;
  }

  keepComment(event) {
    this.comment = event.target.value;
  }

  async sendWrong() {
    const text = this.comment.trim();
    this.thanked = await this.tell('wrong', text === '' ? {} : { Text__c: text }, words.thanks);
  }

  observe() {
    this.observing = !this.observing;
  }

  keepText(event) {
    this.text = event.target.value;
  }

  keepMood(event) {
    this.mood = event.target.value;
  }

  keepPlace(event) {
    this.touchpoint = event.target.value;
  }

  async save() {
    const fields = { Text__c: this.text.trim(), Mood__c: this.mood, Touchpoint__c: this.touchpoint };
    if (await this.tell('observation', fields, words.observed)) {
      this.text = '';
      this.observing = false;
    }
  }
}
