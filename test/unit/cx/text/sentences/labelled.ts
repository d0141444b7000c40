import type { SentimentLabel } from '../../../../../src/cx/text/sentiment.ts';
import type { TopicId } from '../../../../../src/cx/text/topics.ts';

/** What a person would say of a sentence: its sentiment and its friction topics. */
export type Labelled = readonly [label: SentimentLabel, text: string, ...topics: TopicId[]];
