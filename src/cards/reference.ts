/** The reference of the card vocabulary as Markdown, made from the vocabulary itself; docs/cards.md holds it and a test compares. */
import { type AttributeSpec, type ElementSpec, VOCABULARY } from './vocabulary.ts';

const CONTENT = { none: 'no text', optional: 'text', required: 'text, required' } as const;

function typeOf(spec: AttributeSpec): string {
  switch (spec.type) {
    case 'number':
      return `number ${spec.min}..${spec.max}`;
    case 'choice':
      return spec.choices.map((choice) => `\`${choice}\``).join(', ');
    case 'instant':
      return 'instant (ISO 8601)';
    case 'url':
      return 'web address';
    case 'text':
      return 'text';
  }
}

function section(name: string, spec: ElementSpec): string {
  const children = spec.children.map((child) => `\`<${child}>\``).join(', ');
  const rows = Object.entries(spec.attributes).map(
    ([attribute, one]) => `| \`${attribute}\` | ${one.required ? 'yes' : ''} | ${typeOf(one)} | ${one.describes} |`,
  );
  return [
    `### \`<${name}>\``,
    spec.describes,
    `Inside: ${[CONTENT[spec.text], children].filter(Boolean).join('; ')}.`,
    ...(rows.length === 0
      ? []
      : [['| attribute | required | value | meaning |', '|---|---|---|---|', ...rows].join('\n')]),
  ].join('\n\n');
}

/** One section per element. */
export function vocabularyReference(): string {
  return Object.entries(VOCABULARY)
    .map(([name, spec]) => section(name, spec))
    .join('\n\n');
}
