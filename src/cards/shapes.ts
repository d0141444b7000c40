/** Small drawings. Bands, severities and moods differ by shape, so that nobody has to tell colours apart. */
import type { Band, Severity } from '../cx/model/scorecard.ts';
import type { Mood } from './document.ts';
import { html, SafeHtml } from './safe-html.ts';

const BAND_SHAPES: Record<Band | 'unknown', string> = {
  good: '<circle cx="8" cy="8" r="7"/><path class="cut" d="M4.8 8.2l2.3 2.3 4.1-4.6"/>',
  fair: '<rect x="1.5" y="1.5" width="13" height="13" rx="2"/><path class="cut" d="M5 8h6"/>',
  poor: '<path d="M8 15L.8 2.2h14.4z"/><path class="cut" d="M8 5v4"/>',
  critical: '<path d="M8 .4L15.6 8 8 15.6.4 8z"/><path class="cut" d="M5.8 5.8l4.4 4.4m0-4.4l-4.4 4.4"/>',
  unknown: '<circle class="hollow" cx="8" cy="8" r="6.2"/>',
};
const SEVERITY_SHAPES: Record<Severity, string> = {
  high: '<path d="M8 .4L15.6 8 8 15.6.4 8z"/><path class="cut" d="M8 4.4v4.2m0 2v.4"/>',
  medium: '<path d="M8 1.4L15 14.4H1z"/>',
  low: '<circle class="hollow" cx="8" cy="8" r="5"/>',
};
const MOOD_SHAPES: Record<Mood, string> = {
  good: '<circle cx="8" cy="8" r="6"/>',
  neutral: '<circle class="hollow" cx="8" cy="8" r="5"/>',
  bad: '<path d="M8 14L1.6 3h12.8z"/>',
  unknown: '<circle cx="8" cy="8" r="2.5"/>',
};

const shape = (kind: string, name: string, drawing: string) =>
  html`<svg class="shape ${kind}-${name}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">${new SafeHtml(drawing)}</svg>`;

/** A band's shape; the word stands beside it. */
export const bandShape = (band: Band | 'unknown') => shape('tone', band, BAND_SHAPES[band]);
/** A severity's shape. */
export const severityShape = (severity: Severity) => shape('severity', severity, SEVERITY_SHAPES[severity]);
/** A mood's shape. */
export const moodShape = (mood: Mood) => shape('mood', mood, MOOD_SHAPES[mood]);

/** CSS of the shapes, below a selector. */
export function shapesCss(within: string): string {
  return `${within} .shape{flex:none;fill:currentColor;vertical-align:-2px}
${within} .shape .cut{stroke:var(--ground);stroke-width:2;fill:none;stroke-linecap:round}
${within} .shape .hollow{fill:none;stroke:currentColor;stroke-width:2}
${['good', 'fair', 'poor', 'critical', 'unknown'].map((tone) => `${within} .tone-${tone}{color:var(--${tone})}`).join('\n')}
${within} .severity-high,${within} .mood-bad{color:var(--critical)}
${within} .severity-medium{color:var(--poor)}
${within} .severity-low,${within} .mood-neutral,${within} .mood-unknown{color:var(--muted)}
${within} .mood-good{color:var(--good)}`;
}

const WIDTH = 320;
const at = (score: number) => ((Math.min(100, Math.max(0, score)) / 100) * (WIDTH - 16) + 8).toFixed(1);

/** The score on its axis from 0 to 100, with its interval; `finding` is the text alternative. */
export function scoreBar(value: number, low: number, high: number, finding: string): SafeHtml {
  const from = Number(at(low));
  const width = Math.max(2, Number(at(high)) - from).toFixed(1);
  return html`<svg class="bar" viewBox="0 0 ${WIDTH} 20" role="img" aria-label="${finding}"><path class="axis" d="M8 10H${WIDTH - 8}M8 5v10M${at(50)} 7v6M${WIDTH - 8} 5v10"/><rect class="range" x="${from}" y="5" width="${width}" height="10" rx="5"/><circle class="dot" cx="${at(value)}" cy="10" r="6.5"/></svg>`;
}

/** Points to the left or right of nothing, on a common scale. */
export function pointsBar(points: number, scale: number): SafeHtml {
  const length = Math.max(1, (Math.min(Math.abs(points), scale) / scale) * 38);
  const x = points < 0 ? 40 - length : 40;
  return html`<svg class="points" viewBox="0 0 80 12" width="80" height="12" aria-hidden="true"><path class="axis" d="M40 0v12"/><rect class="${points < 0 ? 'down' : 'up'}" x="${x.toFixed(1)}" y="2" width="${length.toFixed(1)}" height="8" rx="1.5"/></svg>`;
}

/** A part of 100, as a thin bar. */
export function partBar(value: number): SafeHtml {
  return html`<svg class="part" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" width="${Math.max(0, Math.min(100, value)).toFixed(1)}" height="6"/></svg>`;
}
