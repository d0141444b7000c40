/** A person's own judgement of a score: with a reason and an end, beside the computed score and never instead of it. */
import { z } from 'zod';
import { bandOf } from './bands.ts';
import type { Model } from './model/model.ts';
import { type Band, type Override, overrideSchema, type Scorecard, type Subject } from './model/scorecard.ts';
import { DAY_MS } from './stats/decay.ts';
import { instantMs } from './stats/require-finite.ts';

/** A judgement holds for at most so long; then somebody has to look again. */
export const LONGEST_OVERRIDE_DAYS = 180;
const SHORTEST_REASON = 10;

export interface OverrideFault {
  readonly key: string;
  readonly message: string;
}

const REMEDIES: Readonly<Record<string, string>> = {
  value: 'must be a number from 0 to 100',
  reason: 'is required: say in a sentence why the computed score is wrong, in at most 1000 characters',
  by: 'is required: the person who decides, in at most 200 characters',
  until: 'is required: when the override ends, like 2026-12-31T00:00:00Z',
};

/**
 * Checks an override that somebody asks for at `now`: `{value, reason, by, until}`, a reason of at least ten characters, an end in the
 * future and at most 180 days away.
 * @returns the override, or every fault of it at once.
 * @throws RangeError for an unreadable `now`.
 */
export function checkOverride(
  given: unknown,
  now: string,
): { readonly override: Override } | { readonly faults: readonly OverrideFault[] } {
  const nowMs = instantMs('now', now);
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    return { faults: [{ key: '', message: 'must be an object with value, reason, by and until' }] };
  }
  const parsed = overrideSchema.safeParse(given);
  const faults = (parsed.error?.issues ?? []).flatMap((issue): OverrideFault[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ key, message: 'is no part of an override' }));
    const key = issue.path.map(String).join('.');
    return [{ key, message: REMEDIES[key] ?? issue.message }];
  });
  const partly = z
    .looseObject({ reason: z.unknown(), until: z.unknown() })
    .parse({ reason: null, until: null, ...given });
  const faulty = new Set(faults.map(({ key }) => key));
  if (!faulty.has('reason') && typeof partly.reason === 'string' && partly.reason.trim().length < SHORTEST_REASON) {
    faults.push({ key: 'reason', message: `is too short; say why in at least ${SHORTEST_REASON} characters` });
  }
  if (!faulty.has('until') && typeof partly.until === 'string') {
    const untilMs = Date.parse(partly.until);
    if (untilMs <= nowMs) faults.push({ key: 'until', message: 'lies in the past; choose a date to come' });
    else if (untilMs - nowMs > LONGEST_OVERRIDE_DAYS * DAY_MS) {
      faults.push({ key: 'until', message: `is more than ${LONGEST_OVERRIDE_DAYS} days away; choose an earlier date` });
    }
  }
  if (!parsed.success || faults.length > 0) return { faults };
  return { override: parsed.data };
}

/** What happened to an override, for the audit log. */
export interface OverrideAudit {
  readonly subject: Subject;
  readonly at: string;
  readonly action: 'applied' | 'expired';
  readonly by: string;
  readonly reason: string;
  readonly until: string;
  readonly value: number;
  /** The computed score at that moment; null when there was too little to compute one. */
  readonly computed: number | null;
  readonly model: Scorecard['model'];
}

/**
 * The scorecard with a person's judgement beside it. Score, band and drivers stay the computed ones. From `until` on the override is
 * kept for the record, no longer active. Applying again changes nothing but the date.
 * @throws RangeError for an unreadable `now` or `until`.
 */
export function applyOverride(
  scorecard: Scorecard,
  override: Override,
  now: string,
): { readonly scorecard: Scorecard; readonly audit: OverrideAudit } {
  const active = instantMs('now', now) < instantMs('until', override.until);
  return {
    scorecard: { ...scorecard, override: { ...override, active } },
    audit: {
      subject: scorecard.subject,
      at: new Date(instantMs('now', now)).toISOString(),
      action: active ? 'applied' : 'expired',
      by: override.by,
      reason: override.reason,
      until: override.until,
      value: override.value,
      computed: scorecard.score?.value ?? null,
      model: scorecard.model,
    },
  };
}

export interface ShownScore {
  readonly value: number | null;
  readonly band: Band | null;
  readonly source: 'computed' | 'override';
  /** Always there, whatever is shown. */
  readonly computed: { readonly value: number | null; readonly band: Band | null };
}

/** What to show first: the override while it is active at `now`, else the computed score. The computed one always comes along. */
export function shownScore(
  scorecard: Scorecard,
  model: Pick<Model, 'bands' | 'hysteresisPoints'>,
  now: string,
): ShownScore {
  const computed = { value: scorecard.score?.value ?? null, band: scorecard.band };
  const override = scorecard.override ?? null;
  if (override === null || instantMs('now', now) >= instantMs('until', override.until)) {
    return { ...computed, source: 'computed', computed };
  }
  return { value: override.value, band: bandOf(override.value, model, null), source: 'override', computed };
}
