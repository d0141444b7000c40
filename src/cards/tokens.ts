/** The look, in one place: colours for light and dark, one type scale, a 4-px grid. Every text colour reaches 4.5:1 on its ground. */

const LIGHT = {
  ground: '#ffffff',
  surface: '#f5f6f8',
  line: '#d5dae1',
  axis: '#8a94a1',
  text: '#1a1e24',
  muted: '#56606c',
  accent: '#1d5bb8',
  'accent-soft': '#eaf1fb',
  good: '#0b6e5f',
  fair: '#755c00',
  poor: '#ab4206',
  critical: '#ae1239',
  unknown: '#56606c',
} as const;

const DARK: Record<keyof typeof LIGHT, string> = {
  ground: '#13161b',
  surface: '#1c2027',
  line: '#363d48',
  axis: '#77828f',
  text: '#e8ebf0',
  muted: '#a3adb9',
  accent: '#86b7fb',
  'accent-soft': '#18263b',
  good: '#52c9b2',
  fair: '#dcbd45',
  poor: '#f59a59',
  critical: '#ff8499',
  unknown: '#a3adb9',
};

const SIZES = {
  'text-s': '0.75rem',
  'text-m': '0.875rem',
  'text-l': '1rem',
  'text-xl': '1.25rem',
  'text-xxl': '2.75rem',
  font: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Ubuntu, sans-serif",
} as const;

const declare = (tokens: Readonly<Record<string, string>>) =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');

/** CSS that gives an element the tokens as custom properties, following the viewer's colour scheme. */
export function tokensCss(selector: string): string {
  return `${selector}{color-scheme:light dark;${declare(LIGHT)}${declare(SIZES)}}
@media (prefers-color-scheme: dark){${selector}{${declare(DARK)}}}`;
}
