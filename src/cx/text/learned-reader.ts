/** Reads texts with a model of the install's own. */
import { type LinearModel, linearClassifier } from './linear-model.ts';
import { SENTIMENT_LABELS, type Sentiment } from './sentiment.ts';
import { lexiconReader, type TextReader } from './text-reader.ts';

/**
 * A reader whose label, score (probability of positive − probability of negative) and confidence come from the trained model, and the
 * rest — language, topics, evidence words, the worst sentence — from the lexicons. Anger needs both: angry words, and a text that the
 * model does not take for a good one.
 * @param version names the model; it becomes part of the reader's version.
 */
export function learnedReader(model: LinearModel, version: string): TextReader {
  const classify = linearClassifier(model);
  const guess = 1 / model.classes.length;
  return {
    version: `${lexiconReader.version}+${version}`,
    read(text, language) {
      const reading = lexiconReader.read(text, language);
      const { label: found, probabilities } = classify(text);
      const label = SENTIMENT_LABELS.find((own) => own === found) ?? 'neutral';
      const score = (probabilities.positive ?? 0) - (probabilities.negative ?? 0);
      const certainty = Math.max(0, ((probabilities[found] ?? 0) - guess) / (1 - guess));
      const sentiment: Sentiment = {
        ...reading.sentiment,
        label,
        score: Math.round(score * 1e4) / 1e4 + 0,
        confidence: Math.round(certainty * 1e4) / 1e4,
        ...(label === 'positive' ? { anger: { isAngry: false, intensity: 0 }, worst: null } : {}),
      };
      return { ...reading, sentiment };
    },
  };
}
