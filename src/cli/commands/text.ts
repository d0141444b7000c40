import { InvalidArgumentError } from 'commander';
import { LANGUAGES, type Language } from '../../cx/model/text.ts';
import { analyseText, type TextAnalysis } from '../../cx/text/analyse.ts';
import { SENTIMENT_LABELS } from '../../cx/text/sentiment.ts';
import {
  FEWEST_LABELS,
  FEWEST_PER_CLASS,
  type RatedText,
  type TrainResult,
  trainSentiment,
} from '../../cx/text/train.ts';
import { type Fault, RequestInvalid } from '../../errors.ts';
import { checkTexts, kappaText } from '../check-texts.ts';
import type { AddCommand } from '../command.ts';
import { type Output, table } from '../output.ts';
import { readTexts, TEXT_FORMATS, type TextFormat, type TextRow } from '../read-texts.ts';

interface Options {
  readonly file: string;
  readonly language: Language | 'auto';
  readonly format?: TextFormat;
  readonly train?: string;
  readonly check?: string;
  readonly json?: boolean;
}

/** `pulso text`: language, sentiment and friction topics of texts, with no CRM and no store. Formats: docs/text.md. */
export const addText: AddCommand = (program, output) => {
  program
    .command('text')
    .description('Tell language, sentiment and friction topics of texts, one a line. Formats: docs/text.md.')
    .option('--file <file>', 'lines, JSON lines with "text", or CSV with a column "text"; - for standard input', '-')
    .option('--language <language>', 'en, es or auto', oneOf(['auto', ...LANGUAGES]), 'auto')
    .option('--format <format>', 'lines, jsonl or csv (default: told by the first line)', oneOf(TEXT_FORMATS))
    .option('--train <file>', 'texts with a "label" (negative, neutral, positive): cross-validates a model of your own')
    .option('--check <file>', 'labelled texts: how well they are read, and how far two people agree')
    .option('--json', 'as JSON, one object a line')
    .action(async (options: Options) => {
      const { train: rated, check, format, language } = options;
      if (rated !== undefined) return train(rated, options, output);
      if (check === undefined) return analyse(options, output);
      const chosen = { ...(format && { format }), ...(language !== 'auto' && { language }) };
      return checkTexts({ path: check, ...chosen, ...(options.json && { json: true }) }, output);
    });
};

function oneOf<Choice extends string>(choices: readonly Choice[]): (given: string) => Choice {
  return (given) => {
    const choice = choices.find((one) => one === given);
    if (choice === undefined) throw new InvalidArgumentError(`Use one of ${choices.join(', ')}.`);
    return choice;
  };
}

/** As on screen: `line 3, text: is missing`. */
function numberedFaults(row: Extract<TextRow, { faults: unknown }>): Fault[] {
  return row.faults.map(({ key, message }) => ({
    key: key === 'line' ? `line ${row.line}` : `line ${row.line}, ${key}`,
    message,
  }));
}

async function analyse(options: Options, output: Output): Promise<void> {
  const given = options.language === 'auto' ? {} : { language: options.language };
  const rows: (string | number)[][] = [];
  const refused: Fault[] = [];
  let read = 0;
  for await (const row of readTexts(options.file, options.format)) {
    if ('faults' in row) {
      refused.push(...numberedFaults(row));
      if (options.json) output.result(JSON.stringify({ line: row.line, refused: row.faults }));
      continue;
    }
    read += 1;
    const analysis = analyseText(row.text, given);
    if (options.json) {
      output.result(JSON.stringify({ line: row.line, ...(row.id === undefined ? {} : { id: row.id }), ...analysis }));
    } else rows.push(shown(row.line, analysis));
  }
  if (read === 0 && refused.length > 0) throw new RequestInvalid(`No line of ${options.file} holds a text:`, refused);
  for (const { key, message } of refused.slice(0, 20)) output.remark(`${options.file}: ${key}: ${message}`);
  if (refused.length > 0) output.remark(`Faults found: ${refused.length}. Texts read: ${read}.`);
  if (!options.json) {
    output.result(table(['line', 'language', 'sentiment', 'score', 'sure', 'anger', 'topics', 'evidence'], rows));
  }
}

function shown(line: number, { language, sentiment, topics }: TextAnalysis): (string | number)[] {
  return [
    line,
    `${language.language}${language.isMixed ? ' (mixed)' : ''}${language.confidence === 0 ? ' (assumed)' : ''}`,
    sentiment.label,
    sentiment.score.toFixed(2),
    sentiment.confidence.toFixed(2),
    sentiment.anger.isAngry ? sentiment.anger.intensity.toFixed(2) : '',
    topics.map(({ id }) => id).join(' ') || 'unknown',
    sentiment.evidence
      .slice(0, 3)
      .map(({ text, weight }) => `${weight > 0 ? '+' : '−'}“${text.replace(/\s+/gu, ' ')}”`)
      .join(' '),
  ];
}

async function train(path: string, options: Options, output: Output): Promise<void> {
  const rated: RatedText[] = [];
  const refused: Fault[] = [];
  for await (const row of readTexts(path, options.format)) {
    if ('faults' in row) {
      refused.push(...numberedFaults(row));
      continue;
    }
    const label = SENTIMENT_LABELS.find((one) => one === row.label);
    if (label === undefined) {
      refused.push({ key: `line ${row.line}, label`, message: `use one of ${SENTIMENT_LABELS.join(', ')}` });
    } else rated.push({ text: row.text, label });
  }
  if (rated.length === 0) throw new RequestInvalid(`${path} holds no rated text:`, refused.slice(0, 20));
  for (const { key, message } of refused.slice(0, 20)) output.remark(`${path}: ${key}: ${message}`);
  if (refused.length > 0) output.remark(`Faults found: ${refused.length}. Rated texts read: ${rated.length}.`);
  const result = trainSentiment(rated, options.language === 'auto' ? {} : { allowed: [options.language] });
  output.result(options.json ? JSON.stringify(result) : report(result));
}

const REASONS: Readonly<Record<NonNullable<TrainResult['reason']>, string>> = {
  'too-few-labels': `too few rated texts; at least ${FEWEST_LABELS} are needed`,
  'one-class': 'all texts carry the same label; there is nothing to tell apart',
  'too-few-per-class': `each label needs at least ${FEWEST_PER_CLASS} texts`,
  'no-words': 'the texts are all alike or hold no words',
  'lexicon-is-better': 'the lexicon tells these texts at least as well',
};

function report(result: TrainResult): string {
  const counts = Object.entries(result.perClass).map(([label, count]) => `${count} ${label}`);
  const lines = [`${result.labels} rated texts (${counts.join(', ')}), ${result.distinct} of them different.`];
  if (result.contradictory > 0) lines.push(`${result.contradictory} texts occur with more than one label.`);
  if (result.validation !== null) {
    const { model, lexicon, folds, leads } = result.validation;
    lines.push(
      table(
        ['', 'macro-F1', 'accuracy', 'kappa', ...model.classes.map(({ label }) => `F1 ${label}`)],
        (
          [
            ['own model', model],
            ['lexicon', lexicon],
          ] as const
        ).map(([name, quality]) => [
          name,
          quality.macroF1.toFixed(3),
          quality.accuracy.toFixed(3),
          kappaText(quality.kappa),
          ...quality.classes.map(({ f1 }) => f1.toFixed(3)),
        ]),
      ),
      `Cross-validated in ${folds} parts; the own model leads in ${leads.filter((lead) => lead > 0).length} of them.`,
    );
  }
  if (result.separable) lines.push('The model tells all training texts apart, as it does when texts are few or alike.');
  lines.push(
    result.reason === null ? 'The own model would be used.' : `The lexicon stays in use: ${REASONS[result.reason]}.`,
  );
  return lines.join('\n');
}
