/** `pulso text --check`: how well texts are read, on a sample that one or two people have labelled. */
import type { Language } from '../cx/model/text.ts';
import { checkReading, type LabelledText, type Labels, type ReadingCheck } from '../cx/text/check-reading.ts';
import { SENTIMENT_LABELS } from '../cx/text/sentiment.ts';
import { TOPICS, type TopicId } from '../cx/text/topics.ts';
import { type Fault, RequestInvalid } from '../errors.ts';
import { table as alignedTable, type Output } from './output.ts';
import { readTexts, type TextFormat, type TextRow } from './read-texts.ts';

const SHOWN_FAULTS = 20;
const NO_TOPIC = 'none';
const topicOf = (word: string): TopicId | undefined => TOPICS.find(({ id }) => id === word)?.id;

/** @throws RequestInvalid when not one line has a label. */
export async function checkTexts(
  options: {
    readonly path: string;
    readonly format?: TextFormat;
    readonly language?: Language;
    readonly json?: boolean;
  },
  output: Output,
): Promise<void> {
  const { path, format, language, json } = options;
  const texts: LabelledText[] = [];
  const faults: Fault[] = [];
  for await (const row of readTexts(path, format)) {
    const read = 'faults' in row ? row.faults : labelledOf(row);
    if ('text' in read) texts.push(read);
    else faults.push(...read.map(({ key, message }) => ({ key: `line ${row.line}, ${key}`, message })));
  }
  if (texts.length === 0) throw new RequestInvalid(`${path} holds no labelled text:`, faults.slice(0, SHOWN_FAULTS));
  for (const { key, message } of faults.slice(0, SHOWN_FAULTS)) output.remark(`${path}: ${key}: ${message}`);
  if (faults.length > 0) output.remark(`Faults found: ${faults.length}. Labelled texts read: ${texts.length}.`);
  const check = checkReading(texts, language === undefined ? {} : { language });
  output.result(json === true ? JSON.stringify(check) : describe(check));
}

/** The text with what people said of it, or every fault of the line. */
function labelledOf(row: Extract<TextRow, { text: string }>): LabelledText | Fault[] {
  const faults: Fault[] = [];
  const first = labelsOf(row.label, row.topics, ['label', 'topics'], faults);
  const second = labelsOf(row.label2, row.topics2, ['label2', 'topics2'], faults);
  if (faults.length > 0) return faults;
  if (first === null) {
    return [{ key: 'label', message: 'is missing; give a label, topics, or both (docs/text.md)' }];
  }
  return { text: row.text, first, ...(second === null ? {} : { second }) };
}

function labelsOf(
  label: string | undefined,
  topics: string | undefined,
  names: readonly [string, string],
  faults: Fault[],
): Labels | null {
  const felt = SENTIMENT_LABELS.find((own) => own === label?.trim());
  if ((label ?? '').trim() !== '' && felt === undefined) {
    faults.push({ key: names[0], message: `use one of ${SENTIMENT_LABELS.join(', ')}` });
  }
  const words = (topics ?? '').split(/\s+/u).filter((word) => word !== '');
  const unknown = words.filter((word) => word !== NO_TOPIC && topicOf(word) === undefined);
  if (unknown.length > 0) {
    const all = TOPICS.map(({ id }) => id).join(', ');
    faults.push({ key: names[1], message: `${unknown.join(', ')} is no topic; use ${NO_TOPIC}, or some of ${all}` });
  }
  if (felt === undefined && words.length === 0) return null;
  return {
    ...(felt === undefined ? {} : { label: felt }),
    ...(words.length === 0 ? {} : { topics: words.flatMap((word) => topicOf(word) ?? []) }),
  };
}

type Kappa = Exclude<ReadingCheck['betweenPeople'], null>;

/** `0.62 (0.51 to 0.73)` */
export function kappaText({ kappa, interval }: Pick<Kappa, 'kappa' | 'interval'>): string {
  return `${kappa.toFixed(2)} (${interval.low.toFixed(2)} to ${interval.high.toFixed(2)})`;
}

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(2));

function describe({ texts, sentiment, betweenPeople, topics }: ReadingCheck): string {
  const parts = [`${texts} labelled texts.`];
  if (sentiment !== null) {
    const classes = sentiment.classes.map(({ label, support, precision, recall, f1 }) => [
      ...[label, support, share(precision), share(recall)],
      share(f1),
    ]);
    parts.push(
      `How they feel (${sentiment.n} texts): macro-F1 ${sentiment.macroF1.toFixed(3)}, accuracy ${sentiment.accuracy.toFixed(3)}, kappa ${kappaText(sentiment.kappa)}.`,
      alignedTable(['label', 'texts', 'precision', 'recall', 'F1'], classes),
    );
  }
  if (betweenPeople !== null) parts.push(`Two people, ${betweenPeople.n} texts: kappa ${kappaText(betweenPeople)}.`);
  if (topics.length > 0) {
    parts.push(
      alignedTable(
        ['topic', 'texts', 'found', 'precision', 'recall', 'kappa', 'two people'],
        topics.map((own) => [
          ...[own.topic, own.support, own.found, share(own.precision), share(own.recall), kappaText(own.kappa)],
          own.betweenPeople === null ? '–' : kappaText(own.betweenPeople),
        ]),
      ),
    );
  }
  return parts.join('\n');
}
