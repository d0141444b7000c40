/** The reference pages of metrics and flags, written from their manifests. */
import type { FlagManifest } from './define-flag.ts';
import type { MetricManifest } from './define-metric.ts';
import type { Model } from './model/model.ts';
import type { Language } from './model/text.ts';

const WORDS = {
  en: {
    all: 'All pages',
    metrics: 'Metrics',
    metricsIntroduction:
      'Every metric that is shipped, from its manifest: what it measures, how, and what happens when nothing is known. [How the score works](scoring.md) tells how they become one score. These pages are written by `npx vitest run test/unit/cx/manifest-pages.test.ts -u`.',
    flags: 'Friction flags',
    flagsIntroduction:
      'Every flag that is shipped, from its manifest: when it is raised, what it says and what to do. A flag never enters the score; each has evidence that one can click. These pages are written by `npx vitest run test/unit/cx/manifest-pages.test.ts -u`.',
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
    all: 'Ver todas las páginas',
    metrics: 'Métricas',
    metricsIntroduction:
      'Todas las métricas incluidas, a partir de su manifiesto: qué miden, cómo, y qué ocurre cuando no se sabe nada. [Cómo funciona la puntuación](scoring.md) (en inglés) explica cómo se convierten en una sola. Estas páginas las escribe `npx vitest run test/unit/cx/manifest-pages.test.ts -u`.',
    flags: 'Avisos de fricción',
    flagsIntroduction:
      'Todos los avisos incluidos, a partir de su manifiesto: cuándo aparecen, qué dicen y qué hacer. Un aviso nunca entra en la puntuación; cada uno lleva pruebas que se pueden abrir. Estas páginas las escribe `npx vitest run test/unit/cx/manifest-pages.test.ts -u`.',
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
  const limits = `${range.min}–${range.max ?? `… (${words.unbounded})`}`;
  // A scale is its own unit.
  return /^-?\d/.test(unit) ? limits : `${unitOf(unit, words)}; ${limits}`;
}

function metricLines(
  metric: MetricManifest,
  model: Pick<Model, 'weights'>,
  language: Language,
): readonly (readonly [string, string])[] {
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
  return lines;
}

function flagLines(flag: FlagManifest, language: Language): readonly (readonly [string, string])[] {
  const words = WORDS[language];
  const lines: (readonly [string, string])[] = [
    [words.raised, flag.describes[language]],
    [words.says, `\`${flag.sentence[language]}\``],
    [words.advice, `\`${flag.advice[language]}\``],
    [words.facts, codes(flag.facts)],
    [words.reads, codes(flag.needs)],
  ];
  if (flag.sources.length > 0) lines.push([words.sources, flag.sources.map((url) => `<${url}>`).join(', ')]);
  return lines;
}

type Titled = Pick<MetricManifest, 'id' | 'title' | 'describes'>;

function page(
  manifest: Titled,
  lines: readonly (readonly [string, string])[],
  index: string,
  language: Language,
): string {
  const items = lines.map(([label, text]) => `- **${label}:** ${text}`).join('\n');
  const back = `[${WORDS[language].all}](../${index}${suffixOf(language)}.md)`;
  return `${[`# ${manifest.title[language]} (\`${manifest.id}\`)`, items, back].join('\n\n')}\n`;
}

/** What stands behind a page's name: English pages carry no language. */
function suffixOf(language: Language): string {
  return language === 'en' ? '' : `.${language}`;
}

function contentsOf(manifests: readonly Titled[], folder: string, language: Language): string {
  const rows = byId(manifests).map(
    ({ id, title, describes }) =>
      `- [${title[language]}](${folder}/${id}${suffixOf(language)}.md): ${describes[language]}`,
  );
  return rows.join('\n');
}

/** A written page, and where it stands below the folder of the documentation. */
export interface ManifestPage {
  readonly path: string;
  readonly content: string;
}

function pagesOf<Manifest extends Titled>(
  folder: 'metrics' | 'flags',
  manifests: readonly Manifest[],
  introduction: readonly [title: string, text: string],
  linesOf: (manifest: Manifest) => readonly (readonly [string, string])[],
  language: Language,
): ManifestPage[] {
  const [title, text] = introduction;
  const suffix = suffixOf(language);
  return [
    {
      path: `${folder}${suffix}.md`,
      content: `${[`# ${title}`, text, contentsOf(manifests, folder, language)].join('\n\n')}\n`,
    },
    ...byId(manifests).map((manifest) => ({
      path: `${folder}/${manifest.id}${suffix}.md`,
      content: page(manifest, linesOf(manifest), folder, language),
    })),
  ];
}

/** Markdown: an index, and a page for every metric with its definition, formula, range, sources, weight, and what a missing value means. */
export function metricPages(
  metrics: readonly MetricManifest[],
  model: Pick<Model, 'weights'>,
  language: Language,
): ManifestPage[] {
  const words = WORDS[language];
  const introduction = [words.metrics, words.metricsIntroduction] as const;
  return pagesOf('metrics', metrics, introduction, (metric) => metricLines(metric, model, language), language);
}

/** Markdown: an index, and a page for every flag with when it is raised, what it says and what to do. */
export function flagPages(flags: readonly FlagManifest[], language: Language): ManifestPage[] {
  const words = WORDS[language];
  const introduction = [words.flags, words.flagsIntroduction] as const;
  return pagesOf('flags', flags, introduction, (flag) => flagLines(flag, language), language);
}
