import type { Context } from '../context.ts';
import { STAGES, type Stage } from '../model/touchpoint.ts';
import { DAY_MS } from '../stats/decay.ts';
import type { DatedSignal, Timeline } from '../timeline.ts';
import type { Reading } from './readings.ts';
import type { JourneySettings } from './settings.ts';
import { stageOfSignal } from './stage-of.ts';

/** Whether customers are asked how it went in a stage. */
export interface Listening {
  readonly stage: Stage;
  /** The last survey answer about this stage; null for never. */
  readonly lastAnswerAt: string | null;
  readonly daysSince: number | null;
  /** Answers within the last `listeningDays`. */
  readonly answers: number;
  /** Other signals of this stage within the last `listeningDays`: what happened while nobody asked. */
  readonly happenings: number;
  /** No answer within the last `listeningDays`. */
  readonly isGap: boolean;
}

/** All stages, in order. A gap in which something happened is the one to close first. */
export function listeningOf(
  timeline: Timeline,
  readings: readonly Reading[],
  context: Context,
  settings: JourneySettings,
): Listening[] {
  const from = context.now - settings.listeningDays * DAY_MS;
  const answers = readings.filter(({ dated }) => dated.signal.kind === 'survey');
  const others: DatedSignal[] = [
    ...timeline.ticket,
    ...timeline.message,
    ...timeline.meeting,
    ...timeline.order,
    ...timeline.visit,
    ...timeline.abandonment,
  ];
  const happenings = new Map<Stage, number>();
  for (const { signal, atMs } of others) {
    if (atMs < from) continue;
    const stage = stageOfSignal(signal);
    happenings.set(stage, (happenings.get(stage) ?? 0) + 1);
  }
  return STAGES.map((stage) => {
    const own = answers.filter((answer) => answer.stage === stage);
    const last = own.at(-1);
    const recent = own.filter(({ atMs }) => atMs >= from).length;
    return {
      stage,
      lastAnswerAt: last === undefined ? null : new Date(last.atMs).toISOString(),
      daysSince: last === undefined ? null : (context.now - last.atMs) / DAY_MS,
      answers: recent,
      happenings: happenings.get(stage) ?? 0,
      isGap: recent === 0,
    };
  });
}
