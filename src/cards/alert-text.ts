/** What an alert says to a person: one sentence, and its reasons. */
import type { Alert } from '../cx/alert.ts';
import { type CardWording, flagTitle, metricTitle } from './view.ts';
import type { Words } from './words.ts';

export interface AlertText {
  readonly title: string;
  /** Lines. */
  readonly detail: string;
}

type Told = Pick<Alert, 'flag' | 'band' | 'score' | 'reason'>;

/** What weighs most, or the flag's own sentence; null where there is nothing to say. */
export function alertReason({ flag, reason }: Told, wording: CardWording, words: Words): string | null {
  if (flag !== null) {
    const manifest = wording.flags[flag];
    return manifest === undefined ? null : words.wording(manifest.sentence, reason.facts);
  }
  const { forecast } = reason;
  const drivers = reason.drivers.map(({ metric, points }) =>
    words.t('console.reason', { title: metricTitle(metric, wording, words), points: words.points(points) }),
  );
  const sentences = [
    forecast === undefined
      ? null
      : words.t('alert.heading', { band: words.t(`band.${forecast.band}`), at: forecast.at }),
    drivers.length === 0 ? null : words.t('alert.drivers', { drivers: drivers.join('; ') }),
  ].filter((sentence) => sentence !== null);
  return sentences.length === 0 ? null : sentences.join(' ');
}

/** @param name whom it is about. */
export function alertText(alert: Told, name: string, wording: CardWording, words: Words): AlertText {
  const { flag, band, score, reason } = alert;
  const state =
    band !== null && score !== null
      ? words.t('alert.state', { band: words.t(`band.${band}`), score: words.number(score, 0) })
      : null;
  const before =
    flag === null && reason.from !== null && reason.forecast === undefined
      ? words.t('alert.before', { band: words.t(`band.${reason.from}`) })
      : null;
  const advice = flag === null ? undefined : wording.flags[flag]?.advice;
  const lines = [
    flag === null ? null : state,
    before,
    alertReason(alert, wording, words),
    advice === undefined ? null : words.wording(advice, reason.facts),
  ];
  return {
    title: words.t('alert.title', { name, what: whatOf(alert, state, wording, words) }),
    detail: lines.filter((line) => line !== null).join('\n'),
  };
}

function whatOf({ flag, reason }: Told, state: string | null, wording: CardWording, words: Words): string {
  if (flag !== null) return flagTitle(flag, wording, words);
  const { forecast } = reason;
  return forecast === undefined
    ? (state ?? '')
    : words.t('alert.headingTitle', { band: words.t(`band.${forecast.band}`) });
}
