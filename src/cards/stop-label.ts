/** What a touchpoint is called on a card. */
import { DEFAULT_SCALES, type Signal } from '../cx/model/signal.ts';
import type { Words } from './words.ts';

/** A survey's answer means nothing without the end of its scale. */
function answerOf(signal: Signal): { readonly value: number; readonly max: number } | null {
  if (signal.kind !== 'survey') return null;
  const scale = signal.scale ?? (signal.survey === 'other' ? undefined : DEFAULT_SCALES[signal.survey]);
  return { value: signal.value, max: scale?.max ?? signal.value };
}

/** `NPS 3`, `Satisfaction 4 of 5`, `Ticket · Email`, `Meeting`. */
export function stopLabel(signal: Signal, words: Words): string {
  return words.t(`stop.${signal.kind === 'survey' ? `survey.${signal.survey}` : signal.kind}`, {
    touchpoint: words.t(`touchpoint.${signal.touchpoint}`),
    ...answerOf(signal),
  });
}
