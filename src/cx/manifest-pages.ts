/** The reference pages of metrics and flags, written from their manifests. */
import type { FlagManifest } from './define-flag.ts';
import type { MetricManifest } from './define-metric.ts';
import type { Model } from './model/model.ts';
import type { Language } from './model/text.ts';

const WORDS = {
  en: {
    metrics: 'Metrics',
    metricsIntroduction:
      'Every metric that is shipped, from its manifest: what it measures, how, and what happens when nothing is known. [How the score works](scoring.md) tells how they become one score. This page is written by `npx vitest run test/unit/cx/manifest-pages.test.ts -u`.',
    flags: 'Friction flags',
    flagsIntroduction:
      'Every flag that is shipped, from its manifest: when it is raised, what it says and what to do. A flag never enters the score; each has evidence that one can click. This page is written by `npx vitest run test/unit/cx/manifest-pages.test.ts -u`.',
    measures: 'Measures',
    formula: 'Formula',
    unit: 'Unit and range',
    account: 'For an account',
    anchors: 'Score',
    missing: 'When nothing is known',
    weight: 'Weight',
    noWeight: '0: shown, without a say in the score',
    nature: { perception: 'what they say', record: 'what happened' },
    kind: 'Kind',
    area: {
      feedback: 'feedback',
      service: 'service',
      relationship: 'relationship',
      promise: 'promises',
      sales: 'sales',
    },
    better: { high: 'higher is better', low: 'lower is better' },
    sources: 'Sources',
    reads: 'Reads',
    raised: 'Raised when',
    says: 'Says',
    advice: 'Advice',
    facts: 'Facts',
    details: 'Details',
    unbounded: 'no upper bound',
    units: {},
  },
  es: {
    metrics: 'Métricas',
    metricsIntroduction:
      'Todas las métricas incluidas, a partir de su manifiesto: qué miden, cómo, y qué ocurre cuando no se sabe nada. [Cómo funciona la puntuación](scoring.md) (en inglés) explica cómo se convierten en una sola. Esta página la escribe `npx vitest run test/unit/cx/manifest-pages.test.ts -u`.',
    flags: 'Avisos de fricción',
    flagsIntroduction:
      'Todos los avisos incluidos, a partir de su manifiesto: cuándo aparecen, qué dicen y qué hacer. Un aviso nunca entra en la puntuación; cada uno lleva pruebas que se pueden abrir. Esta página la escribe `npx vitest run test/unit/cx/manifest-pages.test.ts -u`.',
    measures: 'Mide',
    formula: 'Fórmula',
    unit: 'Unidad e intervalo',
    account: 'En una cuenta',
    anchors: 'Puntuación',
    missing: 'Cuando no se sabe nada',
    weight: 'Peso',
    noWeight: '0: se muestra, sin voto en la puntuación',
    nature: { perception: 'lo que dicen', record: 'lo que pasó' },
    kind: 'Tipo',
    area: {
      feedback: 'opinión',
      service: 'servicio',
      relationship: 'relación',
      promise: 'promesas',
      sales: 'ventas',
    },
    better: { high: 'más es mejor', low: 'menos es mejor' },
    sources: 'Fuentes',
    reads: 'Lee',
    raised: 'Aparece cuando',
    says: 'Dice',
    advice: 'Consejo',
    facts: 'Datos',
    details: 'Detalles',
    unbounded: 'sin límite superior',
    units: {
      acts: 'muestras',
      'business hours': 'horas laborables',
      days: 'días',
      experiences: 'experiencias',
      hours: 'horas',
      points: 'puntos',
    },
  },
} as const;

type Words = (typeof WORDS)[Language];

function unitOf(unit: string, words: Words): string {
  return (words.units as Readonly<Record<string, string>>)[unit] ?? unit;
}

const codes = (names: readonly string[]): string => names.map((name) => `\`${name}\``).join(', ');
const byId = <Manifest extends { readonly id: string }>(manifests: readonly Manifest[]): Manifest[] =>
  manifests.toSorted((a, b) => (a.id < b.id ? -1 : 1));

function rangeOf(unit: string, range: MetricManifest['range'], words: Words): string {
  return `${unitOf(unit, words)}; ${range.min}–${range.max ?? `… (${words.unbounded})`}`;
}

function metricSection(metric: MetricManifest, model: Pick<Model, 'weights'>, language: Language): string {
  const words = WORDS[language];
  const weight = model.weights[metric.id] ?? 0;
  const lines: (readonly [string, string])[] = [
    [words.measures, metric.describes[language]],
    [words.formula, metric.formula[language]],
    [words.unit, `${rangeOf(metric.unit, metric.range, words)}; ${words.better[metric.better]}`],
  ];
  if (metric.account !== undefined)
    lines.push([words.account, rangeOf(metric.account.unit, metric.account.range, words)]);
  if (metric.anchors !== undefined)
    lines.push([words.anchors, metric.anchors.map(([value, score]) => `${value} → ${score}`).join(' · ')]);
  lines.push(
    [words.missing, metric.missing[language]],
    [words.kind, `${words.nature[metric.nature]}, ${words.area[metric.area]}`],
    [words.weight, weight === 0 ? words.noWeight : String(weight)],
    [words.reads, codes(metric.needs)],
  );
  if (metric.details.length > 0) lines.push([words.details, codes(metric.details)]);
  if (metric.sources.length > 0) lines.push([words.sources, metric.sources.map((url) => `<${url}>`).join(', ')]);
  return section(metric, lines, language);
}

function flagSection(flag: FlagManifest, language: Language): string {
  const words = WORDS[language];
  const lines: (readonly [string, string])[] = [
    [words.raised, flag.describes[language]],
    [words.says, `\`${flag.sentence[language]}\``],
    [words.advice, `\`${flag.advice[language]}\``],
    [words.facts, codes(flag.facts)],
    [words.reads, codes(flag.needs)],
  ];
  if (flag.sources.length > 0) lines.push([words.sources, flag.sources.map((url) => `<${url}>`).join(', ')]);
  return section(flag, lines, language);
}

function section(
  manifest: Pick<MetricManifest, 'id' | 'title'>,
  lines: readonly (readonly [string, string])[],
  language: Language,
): string {
  const items = lines.map(([label, text]) => `- **${label}:** ${text}`);
  return [`<a id="${manifest.id}"></a>`, `## ${manifest.title[language]} (\`${manifest.id}\`)`, items.join('\n')].join(
    '\n\n',
  );
}

function contentsOf(manifests: readonly Pick<MetricManifest, 'id' | 'title'>[], language: Language): string {
  return manifests.map(({ id, title }) => `- [${title[language]}](#${id})`).join('\n');
}

/** Markdown: every metric with its definition, formula, range, sources, weight, and what a missing value means. */
export function metricsPage(
  metrics: readonly MetricManifest[],
  model: Pick<Model, 'weights'>,
  language: Language,
): string {
  const words = WORDS[language];
  const sorted = byId(metrics);
  const sections = sorted.map((metric) => metricSection(metric, model, language));
  return `${[`# ${words.metrics}`, words.metricsIntroduction, contentsOf(sorted, language), ...sections].join('\n\n')}\n`;
}

/** Markdown: every flag with when it is raised, what it says and what to do. */
export function flagsPage(flags: readonly FlagManifest[], language: Language): string {
  const words = WORDS[language];
  const sorted = byId(flags);
  const sections = sorted.map((flag) => flagSection(flag, language));
  return `${[`# ${words.flags}`, words.flagsIntroduction, contentsOf(sorted, language), ...sections].join('\n\n')}\n`;
}
