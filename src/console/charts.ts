/** Small charts: one finding each, told in words to who does not see them. */
import { html, type SafeHtml } from '../cards/safe-html.ts';

const WIDTH = 320;

interface LinePoint {
  /** Null where nothing is known: the line is broken there. */
  readonly value: number | null;
  readonly label: string;
}

const LINE = { height: 120, left: 28, right: 12, top: 12, bottom: 22 } as const;

/**
 * A line over equal steps on a fixed axis; first and last point carry their label.
 * @param marks values of the axis that mean something, each with its word.
 */
export function lineChart(
  points: readonly LinePoint[],
  axis: { readonly low: number; readonly high: number; readonly marks: readonly { value: number; label: string }[] },
  finding: string,
): SafeHtml {
  const { height, left, right, top, bottom } = LINE;
  const x = (index: number): string =>
    (left + (index / Math.max(1, points.length - 1)) * (WIDTH - left - right)).toFixed(1);
  const y = (value: number): string =>
    (top + (1 - (value - axis.low) / (axis.high - axis.low)) * (height - top - bottom)).toFixed(1);
  let isOpen = false;
  const path = points
    .map(({ value }, index) => {
      const step = value === null ? '' : `${isOpen ? 'L' : 'M'}${x(index)} ${y(value)}`;
      isOpen = value !== null;
      return step;
    })
    .join('');
  const ends = [points[0], points.length > 1 ? points.at(-1) : undefined];
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${finding}">
${axis.marks.map(({ value, label }) => html`<path class="grid" d="M${left} ${y(value)}H${WIDTH - right}"/><text x="${left - 4}" y="${y(value)}" class="tick end">${label}</text>`)}
<path class="line" d="${path}"/>
${points.map(({ value }, index) => value !== null && html`<circle class="dot" cx="${x(index)}" cy="${y(value)}" r="2.5"/>`)}
${ends.map((point, index) => point !== undefined && html`<text class="tick ${index === 0 ? '' : 'end'}" x="${x(index === 0 ? 0 : points.length - 1)}" y="${height - 8}">${point.label}</text>`)}
</svg>`;
}

interface Dot {
  readonly x: number;
  readonly y: number;
  readonly name: string;
}

const PLANE = { height: 200, margin: 16 } as const;

/** Numbered dots on two axes of 0..100, cut where the medians are; `corners` are the words of the four fields, clockwise from top left. */
export function quadrantChart(
  dots: readonly Dot[],
  cut: { readonly x: number; readonly y: number },
  most: { readonly x: number; readonly y: number },
  corners: readonly [string, string, string, string],
  finding: string,
): SafeHtml {
  const { height, margin } = PLANE;
  const x = (value: number): string => (margin + (value / most.x) * (WIDTH - 2 * margin)).toFixed(1);
  const y = (value: number): string => (height - margin - (value / most.y) * (height - 2 * margin)).toFixed(1);
  const [topLeft, topRight, bottomRight, bottomLeft] = corners;
  const inset = margin + 4;
  return html`<svg class="chart" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${finding}">
<rect class="frame" x="${margin}" y="${margin}" width="${WIDTH - 2 * margin}" height="${height - 2 * margin}"/>
<path class="grid" d="M${x(cut.x)} ${margin}V${height - margin}M${margin} ${y(cut.y)}H${WIDTH - margin}"/>
<text class="tick" x="${inset}" y="${inset + 6}">${topLeft}</text><text class="tick end" x="${WIDTH - inset}" y="${inset + 6}">${topRight}</text>
<text class="tick end" x="${WIDTH - inset}" y="${height - inset - 2}">${bottomRight}</text><text class="tick" x="${inset}" y="${height - inset - 2}">${bottomLeft}</text>
${dots.map((dot) => html`<circle class="numbered" cx="${x(dot.x)}" cy="${y(dot.y)}" r="8"/><text class="number" x="${x(dot.x)}" y="${y(dot.y)}">${dot.name}</text>`)}
</svg>`;
}

/** CSS of the charts. */
export function chartsCss(): string {
  return `.chart{display:block;width:100%;max-width:32rem;height:auto;margin-block:8px}
.chart .grid{stroke:var(--line);fill:none}
.chart .frame{stroke:var(--line);fill:none}
.chart .line{stroke:var(--accent);stroke-width:2;fill:none;stroke-linejoin:round}
.chart .dot{fill:var(--accent)}
.chart .tick{fill:var(--muted);font-size:9px;dominant-baseline:middle}
.chart .end{text-anchor:end}
.chart .numbered{fill:var(--ground);stroke:var(--accent);stroke-width:1.5}
.chart .number{fill:var(--text);font-size:9px;text-anchor:middle;dominant-baseline:central}`;
}
