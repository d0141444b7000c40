import type { Model } from './model/model.ts';
import { BANDS, type Band } from './model/scorecard.ts';

/**
 * The band of a score. A band begins at its lower edge (inclusive). A score falls into a worse band at once when it is below the
 * edge; coming from a worse band it rises only at the edge plus the hysteresis, so that it does not flicker around an edge.
 * @param previous the band of the scorecard before, or null.
 */
export function bandOf(score: number, model: Pick<Model, 'bands' | 'hysteresisPoints'>, previous: Band | null): Band {
  const edges: readonly (readonly [Band, number])[] = [
    ['good', model.bands.good],
    ['fair', model.bands.fair],
    ['poor', model.bands.poor],
  ];
  for (const [band, edge] of edges) {
    const rises = previous !== null && BANDS.indexOf(band) < BANDS.indexOf(previous);
    if (score >= edge + (rises ? model.hysteresisPoints : 0)) return band;
  }
  return 'critical';
}

/** True for the bands that call for somebody's attention. */
export function isLow(band: Band | null): boolean {
  return band === 'poor' || band === 'critical';
}
