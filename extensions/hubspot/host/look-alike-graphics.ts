/** Look-alikes of HubSpot's components that draw a number. Each says it in words too. */
import { type Draw, element, textOf } from './elements.ts';

const SVG = 'http://www.w3.org/2000/svg';
const CIRCLE_RADIUS = 26;
const CIRCUMFERENCE = 2 * Math.PI * CIRCLE_RADIUS;

function circle(className: string): SVGCircleElement {
  const made = document.createElementNS(SVG, 'circle');
  for (const [name, value] of [
    ['cx', 32],
    ['cy', 32],
    ['r', CIRCLE_RADIUS],
  ] as const)
    made.setAttribute(name, String(value));
  made.setAttribute('class', className);
  return made;
}

export const scoreCircle: Draw = () => {
  const arc = circle('arc');
  const ring = document.createElementNS(SVG, 'svg');
  ring.setAttribute('viewBox', '0 0 64 64');
  ring.setAttribute('aria-hidden', 'true');
  ring.append(circle('ring'), arc);
  const number = element('strong');
  const words = element('p', '', number, element('span', 'micro', ' / 100'));
  return {
    element: element('div', 'score', ring, words),
    slot: null,
    update: ({ score }) => {
      number.textContent = textOf(score);
      arc.style.strokeDasharray = `${(Number(score) / 100) * CIRCUMFERENCE} ${CIRCUMFERENCE}`;
    },
  };
};

export const progressBar: Draw = () => {
  const label = element('span', 'micro');
  const bar = element('progress');
  return {
    element: element('div', 'progress', label, bar),
    slot: null,
    update: (props) => {
      label.textContent = textOf(props.title);
      bar.setAttribute('aria-label', textOf(props['aria-label'] ?? props.title));
      bar.max = Number(props.maxValue ?? 100);
      bar.value = Number(props.value ?? 0);
    },
  };
};

type Row = Readonly<Record<string, string | number>>;
interface Axes {
  readonly x: { readonly field: string };
  readonly y: { readonly field: string; readonly label?: string };
}

/** Bars beside their names: a table that shows as a chart. */
export const barChart: Draw = () => {
  const body = element('tbody');
  return {
    element: element('table', 'bars', body),
    slot: null,
    update: (props) => {
      const rows = (props.data ?? []) as readonly Row[];
      const axes = props.axes as Axes;
      const value = (row: Row) => Number(row[axes.y.field] ?? 0);
      const most = Math.max(1, ...rows.map((row) => Math.abs(value(row))));
      body.replaceChildren(
        ...rows.map((row) => {
          const bar = element('span', value(row) < 0 ? 'bar bar-down' : 'bar');
          bar.style.width = `${(Math.abs(value(row)) / most) * 100}%`;
          const name = element('th', '', textOf(row[axes.x.field]));
          name.scope = 'row';
          return element('tr', '', name, element('td', '', bar), element('td', 'align-right', textOf(value(row))));
        }),
      );
    },
  };
};
