import { number, signed, words } from 'c/pulsoWords';
import { api, LightningElement } from 'lwc';

/** Frictions that a line holds. */
const MOST_FLAGS = 3;
const known = (value) => value !== undefined && value !== null && value !== '';

export default class PulsoStandings extends LightningElement {
  /** `{id, objectApiName, name, score, band, change, openTickets, flags}`; all but the first three may be missing. */
  @api standings = [];

  get rows() {
    return this.standings.map(({ id, objectApiName, name, score, band, change, openTickets, flags }) => {
      const facts = [
        known(flags) && flags.split(';').slice(0, MOST_FLAGS).join(', '),
        known(change) && change !== 0 && words.points(signed(change)),
        openTickets > 0 && words.openTickets(openTickets),
      ];
      return {
        ...{ id, objectApiName, name },
        band: band || 'unknown',
        word: words.bands[band] ?? words.bands.unknown,
        score: known(score) ? number(score) : undefined,
        detail: facts.filter(Boolean).join(' · '),
      };
    });
  }
}
