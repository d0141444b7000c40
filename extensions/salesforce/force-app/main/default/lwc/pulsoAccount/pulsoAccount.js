import { reasonOf } from 'c/pulsoReading';
import { words } from 'c/pulsoWords';
import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { notifyRecordUpdateAvailable } from 'lightning/uiRecordApi';
import { getRelatedListRecords } from 'lightning/uiRelatedListApi';
import { api, LightningElement, wire } from 'lwc';

/** A related list gives at most 1,999 records; nobody reads more than these. */
const MOST_CONTACTS = 500;
const ORDER = ['critical', 'poor', 'fair', 'good'];
const FIELDS = {
  score: 'Pulso_Score__c',
  band: 'Pulso_Band__c',
  change: 'Pulso_Change_30d__c',
  openTickets: 'Pulso_Open_Tickets__c',
  flags: 'Pulso_Flags__c',
};

function standingOf({ id, fields }) {
  const values = Object.entries(FIELDS).map(([name, field]) => [name, fields[field]?.value]);
  // The platform gives the frictions in the user's language.
  const flags = fields[FIELDS.flags]?.displayValue ?? fields[FIELDS.flags]?.value;
  return { id, objectApiName: 'Contact', name: fields.Name?.value ?? id, ...Object.fromEntries(values), flags };
}

/** By band, the worst first, then by score; who has none comes last. */
function byNeed(a, b) {
  const rank = ({ band }) => (ORDER.includes(band) ? ORDER.indexOf(band) : ORDER.length);
  return rank(a) - rank(b) || (a.score ?? 101) - (b.score ?? 101) || a.name.localeCompare(b.name);
}

export default class PulsoAccount extends LightningElement {
  @api recordId;
  @api cardTitle;
  /** People before one has to ask for the rest. */
  @api rows = 5;
  words = words;
  contactFields = ['Contact.Id', 'Contact.Name'];
  pulsoFields = Object.values(FIELDS).map((field) => `Contact.${field}`);
  mostContacts = MOST_CONTACTS;
  list;
  error;
  unfolded = false;
  refreshing = false;
  announcement = '';

  @wire(getRelatedListRecords, {
    parentRecordId: '$recordId',
    relatedListId: 'Contacts',
    fields: '$contactFields',
    optionalFields: '$pulsoFields',
    pageSize: '$mostContacts',
  })
  receive({ data, error }) {
    this.list = data;
    this.error = error;
  }

  get title() {
    return this.cardTitle || words.account;
  }

  get loading() {
    return !this.list && !this.error;
  }

  get notice() {
    const records = this.list?.records;
    if (!records) {
      return 'failed';
    }
    if (records.length === 0) {
      return 'nobody';
    }
    return records.some(({ fields }) => fields[FIELDS.band] || fields[FIELDS.score]) ? undefined : 'forbidden';
  }

  get reason() {
    return this.list ? undefined : reasonOf(this.error);
  }

  get standings() {
    return this.list.records.map(standingOf).sort(byNeed);
  }

  get counts() {
    const counts = {};
    for (const { band } of this.standings) {
      const name = ORDER.includes(band) ? band : 'unknown';
      counts[name] = (counts[name] ?? 0) + 1;
    }
    return counts;
  }

  get shown() {
    return this.unfolded ? this.standings : this.standings.slice(0, this.rows);
  }

  get folded() {
    return !this.unfolded && this.list.records.length > this.rows;
  }

  get moreLabel() {
    return words.more(this.list.records.length - this.rows);
  }

  get cut() {
    return this.list.nextPageToken ? words.firstOnly(MOST_CONTACTS) : undefined;
  }

  unfold() {
    this.unfolded = true;
  }

  async refresh() {
    this.refreshing = true;
    this.announcement = '';
    const contacts = this.list?.records ?? [];
    try {
      await notifyRecordUpdateAvailable(
        [this.recordId, ...contacts.map(({ id }) => id)].map((recordId) => ({ recordId })),
      );
      this.announcement = words.refreshed;
    } catch (error) {
      const message = reasonOf(error) ?? words.notRefreshed;
      this.dispatchEvent(new ShowToastEvent({ title: words.notRefreshed, message, variant: 'error' }));
    }
    this.refreshing = false;
  }
}
