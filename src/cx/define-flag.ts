import { z } from 'zod';
import type { Context } from './context.ts';
import type { Driver, Evidence, Severity } from './model/scorecard.ts';
import { SIGNAL_KINDS, type SignalKind } from './model/signal.ts';
import { wordingSchema } from './model/text.ts';
import { placeholdersOf } from './sentence.ts';
import type { Timeline } from './timeline.ts';

/** A friction that was found. */
export interface FlagFinding {
  readonly severity: Severity;
  /** ISO 8601: when it began. */
  readonly since: string;
  /** At least one piece, the strongest first. */
  readonly evidence: readonly Evidence[];
  /** Every name that the manifest lists under `facts`. */
  readonly facts: Readonly<Record<string, number | string>>;
}

/** How the score has moved since 30 days before; the drivers add up to the points. */
export interface Change {
  readonly from: number;
  readonly points: number;
  readonly drivers: readonly Driver[];
  /** What a metric rests on now. */
  evidenceOf(metric: string): readonly Evidence[];
}

const manifestSchema = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'use lower case words joined by hyphens'),
    title: wordingSchema,
    /** One sentence: when it is raised. */
    describes: wordingSchema,
    /** How a card says it, filled from the facts. */
    sentence: wordingSchema,
    /** What to do about it. */
    advice: wordingSchema,
    /** Names of the facts that every finding carries. */
    facts: z.array(z.string()).min(1).readonly(),
    sources: z.array(z.url()).readonly().default([]),
    needs: z.array(z.enum(SIGNAL_KINDS)).min(1).readonly(),
  })
  .superRefine((manifest, context) => {
    for (const key of ['sentence', 'advice'] as const) {
      for (const name of placeholdersOf(manifest[key]).filter((placeholder) => !manifest.facts.includes(placeholder))) {
        context.addIssue({ code: 'custom', path: [key], message: `asks for {${name}}, which is not among facts` });
      }
    }
  });
export type FlagManifest = z.infer<typeof manifestSchema>;

/** A flag that is checked and ready to be looked for. */
export interface FlagDefinition extends FlagManifest {
  detect(signals: Timeline, context: Context, change: Change | null): FlagFinding | null;
}

type FlagInput<Needs extends readonly SignalKind[]> = Omit<z.input<typeof manifestSchema>, 'needs'> & {
  readonly needs: Needs;
  /** Looks for the friction in the kinds it needs, as known at `context.now`; null when it is not there. `change` is null while there is no score. */
  detect(signals: Pick<Timeline, Needs[number]>, context: Context, change: Change | null): FlagFinding | null;
};

/**
 * Declares a friction flag: its manifest, checked here, and its `detect`. One flag per file, default-exported; the file name is the id.
 * @throws RangeError naming each fault of the manifest.
 */
export function defineFlag<const Needs extends readonly SignalKind[]>(input: FlagInput<Needs>): FlagDefinition {
  const { detect, ...manifest } = input;
  const checked = manifestSchema.safeParse(manifest);
  if (!checked.success) {
    throw new RangeError(`The manifest of the flag "${input.id}" is not valid: ${z.prettifyError(checked.error)}`);
  }
  return { ...checked.data, detect };
}
