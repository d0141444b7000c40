import { readCard, reasonOf } from 'c/pulsoReading';
import { words } from 'c/pulsoWords';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { getFieldValue, getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { api, LightningElement, wire } from 'lwc';

/**
 * Where the card of a record stands, the nearest first; `link` is the record that it belongs to. A case has a card of its own or
 * shows that of its contact, then that of its account.
 */
const SOURCES = {
  Contact: [{ card: 'Contact.Pulso_Card__c' }],
  Account: [{ card: 'Account.Pulso_Card__c' }],
  Case: [
    { card: 'Case.Pulso_Card__c' },
    { card: 'Case.Contact.Pulso_Card__c', link: 'Case.ContactId' },
    { card: 'Case.Account.Pulso_Card__c', link: 'Case.AccountId' },
  ],
};

export default class PulsoCard extends LightningElement {
  @api recordId;
  @api objectApiName;
  /** Stands above the card; `Pulso` unless set. */
  @api cardTitle;
  @api compact = false;
  @api hideDrivers = false;
  @api hideJourney = false;
  @api hideFacts = false;
  words = words;
  record;
  error;
  refreshing = false;
  announcement = '';

  // What the user may not read is missing in the answer; it is not an error.
  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
  receive({ data, error }) {
    this.record = data;
    this.error = error;
  }

  get sources() {
    return SOURCES[this.objectApiName] ?? [];
  }

  get fields() {
    return this.sources.flatMap(({ card, link }) => (link ? [card, link] : [card]));
  }

  /** The sources that there are for this record. */
  get present() {
    return this.sources.filter(({ link }) => !link || getFieldValue(this.record, link));
  }

  get stored() {
    const texts = this.present.map(({ card }) => getFieldValue(this.record, card));
    return texts.find((text) => typeof text === 'string' && text !== '');
  }

  get answering() {
    return this.objectApiName === 'Case';
  }

  get title() {
    return this.cardTitle || words.name;
  }

  get loading() {
    return !this.record && !this.error;
  }

  get card() {
    return this.record && this.stored ? readCard(this.stored, words.language) : null;
  }

  /** Why there is no card. */
  get notice() {
    if (!this.record) {
      return 'failed';
    }
    if (this.stored) {
      return 'unreadable';
    }
    const linked = this.present.filter(({ link }) => link);
    if (this.objectApiName === 'Case' && linked.length === 0) {
      return 'unlinked';
    }
    const [nearest] = linked.length > 0 ? linked : this.present;
    return nearest && getFieldValue(this.record, nearest.card) === undefined ? 'forbidden' : 'none';
  }

  get reason() {
    return this.record ? undefined : reasonOf(this.error);
  }

  get hidden() {
    const choices = { drivers: this.hideDrivers, journey: this.hideJourney, tiles: this.hideFacts };
    return Object.keys(choices).filter((type) => choices[type]);
  }

  /** What Pulso writes through the API shows once the platform's cache is told. */
  async refresh() {
    this.refreshing = true;
    this.announcement = '';
    const links = this.record ? this.present.map(({ link }) => link && getFieldValue(this.record, link)) : [];
    const records = [this.recordId, ...links.filter(Boolean)].map((recordId) => ({ recordId }));
    try {
      await notifyRecordUpdateAvailable(records);
      this.announcement = words.refreshed;
    } catch (error) {
      const message = reasonOf(error) ?? words.notRefreshed;
      this.dispatchEvent(new ShowToastEvent({ title: words.notRefreshed, message, variant: 'error' }));
    }
    this.refreshing = false;
  }
}
