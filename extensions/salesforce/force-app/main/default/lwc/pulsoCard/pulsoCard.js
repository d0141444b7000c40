import { ASKED, askedIn } from 'c/pulsoAsk';
import { readCard, reasonOf } from 'c/pulsoReading';
import { words } from 'c/pulsoWords';
import { graphql } from 'lightning/graphql';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { getFieldValue, getRecord, notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { api, LightningElement, wire } from 'lwc';

/**
 * Where the card of a record stands, the nearest first; `link` is the record that it belongs to. A case has a card of its own or
 * shows that of its contact, then that of its account.
 */
const SOURCES = {
  Contact: [{ card: 'Contact.Pulso_Card__c' }],
  // The card of a person account is its contact's.
  Account: [{ card: 'Account.Pulso_Card__c' }, { card: 'Account.Pulso_Card__pc' }],
  Case: [
    { card: 'Case.Pulso_Card__c' },
    { card: 'Case.Contact.Pulso_Card__c', link: 'Case.ContactId' },
    { card: 'Case.Account.Pulso_Card__c', link: 'Case.AccountId' },
  ],
};

/** Pulso looks for requests once a minute, and then reads and scores. */
const LOOK_AGAIN_MS = 15_000;
const LOOKS = 12;
const PERSON = 'Account.IsPersonAccount';

export default class PulsoCard extends LightningElement {
  @api recordId;
  @api objectApiName;
  /** Stands above the card; `Pulso` unless set. */
  @api cardTitle;
  @api compact = false;
  @api hideDrivers = false;
  @api hideJourney = false;
  @api hideFacts = false;
  @api hideActions = false;
  words = words;
  record;
  error;
  refreshing = false;
  announcement = '';
  /** What the user asked before; null where they may not ask. */
  asked = null;
  askAgain;
  query = ASKED;
  looking = null;

  // What the user may not read is missing in the answer; it is not an error.
  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' })
  receive({ data, error }) {
    this.record = data;
    this.error = error;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  receiveAsked(answer) {
    this.asked = askedIn(answer);
    this.askAgain = answer.refresh;
  }

  disconnectedCallback() {
    this.stopLooking();
  }

  get variables() {
    return { record: this.recordId };
  }

  get sources() {
    return SOURCES[this.objectApiName] ?? [];
  }

  get fields() {
    const fields = this.sources.flatMap(({ card, link }) => (link ? [card, link] : [card]));
    return this.objectApiName === 'Account' ? [...fields, PERSON] : fields;
  }

  /** The sources that there are for this record. */
  get present() {
    return this.sources.filter(({ link }) => !link || getFieldValue(this.record, link));
  }

  get stored() {
    const texts = this.present.map(({ card }) => getFieldValue(this.record, card));
    return texts.find((text) => typeof text === 'string' && text !== '');
  }

  get mayAsk() {
    return this.asked !== null && !this.hideActions && !this.compact;
  }

  /** Which flags the user has seen, by `title since`; null where they may not say so. */
  get seen() {
    if (!this.mayAsk) {
      return null;
    }
    const seen = this.asked.filter(({ kind, status }) => kind === 'acknowledge' && status !== 'refused');
    return Object.fromEntries(seen.map(({ flag, since, at }) => [`${flag} ${since}`, at]));
  }

  /** An observation is about a person; of a case, Pulso knows whose. */
  get observable() {
    return this.objectApiName !== 'Account' || getFieldValue(this.record, PERSON) === true;
  }

  /** Why Pulso did not do what was asked last. */
  get refusal() {
    const [last] = this.mayAsk ? this.asked : [];
    return last?.status === 'refused' ? words.refused(last.result ?? '') : undefined;
  }

  get answering() {
    return this.objectApiName === 'Case';
  }

  /** What was asked is said to everybody; that the card was refreshed, the card says itself. */
  get announcementClass() {
    return this.announcement === words.refreshed || this.announcement === '' ? 'slds-assistive-text' : 'said';
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

  async hearAsked({ detail: { kind, said } }) {
    this.announcement = said;
    await this.askAgain?.();
    if (kind === 'recalculate' || kind === 'observation') {
      this.look(LOOKS);
    }
  }

  /** Looks for the new card a while, for as long as somebody may wait for it. */
  look(times) {
    this.stopLooking();
    const before = this.card?.asOf;
    // eslint-disable-next-line @lwc/lwc/no-async-operation
    this.looking = setTimeout(async () => {
      await this.refresh();
      await this.askAgain?.();
      if (this.card?.asOf === before && times > 1) {
        this.look(times - 1);
      }
    }, LOOK_AGAIN_MS);
  }

  stopLooking() {
    clearTimeout(this.looking);
    this.looking = null;
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
