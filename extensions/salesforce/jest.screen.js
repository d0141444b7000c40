/** What a person finds in a component, through the shadow of every component inside. */

function* within(root) {
  for (const node of root.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) yield node;
    if (node.nodeType !== Node.ELEMENT_NODE || node.localName === 'style') continue;
    yield node;
    if (node.shadowRoot) yield* within(node.shadowRoot);
    yield* within(node);
  }
}

const inside = (element) => [...new Set(within(element.shadowRoot))];

/** The words, one blank between them. */
export function textOf(element) {
  const texts = inside(element).filter((node) => node.nodeType === Node.TEXT_NODE);
  return texts
    .map((node) => node.data.trim())
    .filter(Boolean)
    .join(' ');
}

/** The elements that fit a selector, wherever they stand. */
export function all(element, selector) {
  return inside(element).filter((node) => node.nodeType === Node.ELEMENT_NODE && node.matches(selector));
}

/** Waits until what was asked for has been drawn. */
export async function drawn() {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
}
