/** Who understands texts: the seam behind which the shipped lexicons, or a model of the install's own, do it. */
import type { Language } from '../model/text.ts';
import { analyseText, type TextAnalysis } from './analyse.ts';

/** What one text says. */
export type TextReading = Pick<TextAnalysis, 'language' | 'sentiment' | 'topics'>;

/** Understands texts. Pure: the same text and language give the same reading for as long as the version is the same. */
export interface TextReader {
  /** Names everything that readings depend on; a kept reading of another version is made anew. At most 100 characters. */
  readonly version: string;
  /** @param language where it is known; otherwise it is detected. */
  read(text: string, language?: Language): TextReading;
}

/** Reads with the shipped lexicons. Its version grows whenever a lexicon or a rule changes what any text says. */
export const lexiconReader: TextReader = {
  version: 'lexicons-3',
  read(text, language) {
    const { sentiment, topics, language: judged } = analyseText(text, language === undefined ? {} : { language });
    return { language: judged, sentiment, topics };
  },
};

/** Makes nothing of any text. */
export const blindReader: TextReader = {
  version: 'blind-1',
  read: () => ({
    language: { language: 'en', confidence: 0, isMixed: false },
    sentiment: {
      score: 0,
      label: 'neutral',
      confidence: 0,
      anger: { isAngry: false, intensity: 0 },
      worst: null,
      evidence: [],
    },
    topics: [],
  }),
};
