import type { Language, Wording } from '../../model/text.ts';

/** How a topic is said in one language. Notation of phrases: phrases.ts. */
export interface FrictionWords {
  /** Phrases that are a complaint by themselves. */
  readonly complaints: readonly string[];
  /** Subjects: they count only in a sentence that is negative. */
  readonly subjects: readonly string[];
}

/** A reason why customers struggle or leave. */
export interface FrictionTopic {
  readonly id: string;
  readonly title: Wording;
  readonly describes: Wording;
  readonly words: Readonly<Record<Language, FrictionWords>>;
}
