import { api, LightningElement } from 'lwc';

const DISC = 'M8 2a6 6 0 1 1 0 12a6 6 0 1 1 0 -12z';
const RING = 'M8 3a5 5 0 1 1 0 10a5 5 0 1 1 0 -10z';
const DIAMOND = 'M8 .4L15.6 8 8 15.6.4 8z';

/** Bands, severities and moods differ by shape, so that nobody has to tell colours apart. */
const DRAWINGS = {
  good: { path: 'M8 1a7 7 0 1 1 0 14a7 7 0 1 1 0 -14z', cut: 'M4.8 8.2l2.3 2.3 4.1-4.6', tone: 'good' },
  fair: {
    path: 'M3.5 1.5h9a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-9a2 2 0 0 1-2-2v-9a2 2 0 0 1 2-2z',
    cut: 'M5 8h6',
    tone: 'fair',
  },
  poor: { path: 'M8 15L.8 2.2h14.4z', cut: 'M8 5v4', tone: 'poor' },
  critical: { path: DIAMOND, cut: 'M5.8 5.8l4.4 4.4m0-4.4l-4.4 4.4', tone: 'critical' },
  unknown: { path: 'M8 1.8a6.2 6.2 0 1 1 0 12.4a6.2 6.2 0 1 1 0 -12.4z', hollow: true, tone: 'quiet' },
  'severity-high': { path: DIAMOND, cut: 'M8 4.4v4.2m0 2v.4', tone: 'critical' },
  'severity-medium': { path: 'M8 1.4L15 14.4H1z', tone: 'poor' },
  'severity-low': { path: RING, hollow: true, tone: 'quiet' },
  'mood-good': { path: DISC, tone: 'good' },
  'mood-neutral': { path: RING, hollow: true, tone: 'quiet' },
  'mood-bad': { path: 'M8 14L1.6 3h12.8z', tone: 'critical' },
  'mood-unknown': { path: 'M8 5.5a2.5 2.5 0 1 1 0 5a2.5 2.5 0 1 1 0 -5z', tone: 'quiet' },
};

export default class PulsoShape extends LightningElement {
  /** A band, `severity-…` or `mood-…`; the word stands beside it. */
  @api name = 'unknown';

  get drawing() {
    return DRAWINGS[this.name] ?? DRAWINGS.unknown;
  }

  get className() {
    return `shape ${this.drawing.tone}`;
  }

  get pathClass() {
    return this.drawing.hollow ? 'hollow' : 'solid';
  }
}
