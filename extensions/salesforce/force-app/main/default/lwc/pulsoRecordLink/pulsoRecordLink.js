import { NavigationMixin } from 'lightning/navigation';
import { api, LightningElement } from 'lwc';

export default class PulsoRecordLink extends NavigationMixin(LightningElement) {
  @api recordId;
  @api objectApiName;
  @api label;
  url;

  connectedCallback() {
    this[NavigationMixin.GenerateUrl](this.page).then((url) => {
      this.url = url;
    });
  }

  get page() {
    const { recordId, objectApiName } = this;
    return { type: 'standard__recordPage', attributes: { recordId, objectApiName, actionName: 'view' } };
  }

  /** Within the app, where a console keeps its tabs; the address serves what the browser itself does with links. */
  open(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    this[NavigationMixin.Navigate](this.page);
  }
}
