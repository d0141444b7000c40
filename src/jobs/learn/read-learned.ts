/** What the score task uses of what was learned. */
import type { Subject } from '../../cx/model/scorecard.ts';
import { learnedReader } from '../../cx/text/learned-reader.ts';
import { lexiconReader, type TextReader } from '../../cx/text/text-reader.ts';
import type { Store } from '../../store/port.ts';
import { churnKind, type LearnedChurn, type LearnedTexts, learnedContent, TEXT_KIND } from './learned-content.ts';
import { type PortfolioContent, readPortfolio } from './read-portfolio.ts';

export interface ChurnInUse {
  readonly version: number;
  readonly learned: LearnedChurn;
}

export interface Learned {
  readonly churn: Readonly<Record<Subject['object'], ChurnInUse | null>>;
  readonly textVersion: number | null;
  readonly portfolio: PortfolioContent | null;
}

/** Everything in use for an install; nulls where nothing was learned yet. */
export async function readLearned(store: Store, install: string): Promise<Learned> {
  const text = await store.models.inUse(install, TEXT_KIND);
  const adopted = (learnedContent<LearnedTexts>(text?.content)?.model ?? null) !== null;
  return {
    churn: { customer: await churnOf(store, install, 'customer'), account: await churnOf(store, install, 'account') },
    textVersion: adopted ? (text?.version ?? null) : null,
    portfolio: await readPortfolio(store, install),
  };
}

async function churnOf(store: Store, install: string, object: Subject['object']): Promise<ChurnInUse | null> {
  const stored = await store.models.inUse(install, churnKind(object));
  const learned = learnedContent<LearnedChurn>(stored?.content);
  return stored === null || learned === null ? null : { version: stored.version, learned };
}

/** The reader of each install's texts: its own model where one was adopted, else the lexicons. A model is made ready once. */
export function createTextReaders(store: Store): (install: { readonly id: string }) => Promise<TextReader> {
  const ready = new Map<string, { readonly hash: string; readonly reader: TextReader }>();
  return async ({ id }) => {
    const stored = await store.models.inUse(id, TEXT_KIND);
    const model = learnedContent<LearnedTexts>(stored?.content)?.model ?? null;
    if (stored === null || model === null) {
      ready.delete(id);
      return lexiconReader;
    }
    const known = ready.get(id);
    if (known?.hash === stored.hash) return known.reader;
    const reader = learnedReader(model, `text-${stored.version}-${stored.hash.slice(0, 12)}`);
    ready.set(id, { hash: stored.hash, reader });
    return reader;
  };
}
