/** A toast is an event that the page shows. */
export class ShowToastEvent extends CustomEvent {
  constructor(toast) {
    super('lightning__showtoast', { detail: toast, composed: true, cancelable: true, bubbles: true });
  }
}
