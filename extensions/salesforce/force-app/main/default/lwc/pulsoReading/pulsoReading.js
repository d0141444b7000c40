/**
 * The card document as Pulso writes it into the field Pulso_Card__c. Everything shown stands in it, so that a stored card reads
 * well when Pulso is down. Its schema is Pulso's src/cards/document.ts.
 */

/** What a block must have to be drawn; what may be null is looked at where it is drawn. */
const SHAPES = {
  score: { value: 'number', low: 'number', high: 'number', band: 'string', bandLabel: 'string', parts: 'list' },
  insufficient: { title: 'string', text: 'string', missing: 'list' },
  drivers: { title: 'string', items: 'list' },
  flags: { title: 'string', items: 'list' },
  tiles: { title: 'string', items: 'list' },
  journey: { title: 'string', items: 'list' },
  next: { title: 'string', text: 'string' },
  note: { tone: 'string', text: 'string' },
  link: { label: 'string', href: 'string' },
};
const CARD = { title: 'string', language: 'string', asOf: 'string', subject: 'object', blocks: 'list' };

const kindOf = (value) => (Array.isArray(value) ? 'list' : value === null ? 'nothing' : typeof value);
const fits = (value, shape) =>
  kindOf(value) === 'object' && Object.entries(shape).every(([key, kind]) => kindOf(value[key]) === kind);
const isBlock = (block) =>
  fits(block, { type: 'string' }) && Object.hasOwn(SHAPES, block.type) && fits(block, SHAPES[block.type]);

function asCard(card) {
  if (!fits(card, CARD) || card.version !== 1 || Number.isNaN(Date.parse(card.asOf))) {
    return null;
  }
  return { ...card, blocks: card.blocks.filter(isBlock) };
}

/**
 * The document in a field's text, in a language where it brings translations (`{…, translations: {es: {…}}}`), else as it was
 * written; null when it is none of this version. Blocks of a newer Pulso are left out.
 */
export function readCard(json, language) {
  try {
    const card = JSON.parse(json);
    return asCard(card?.translations?.[language]) ?? asCard(card);
  } catch {
    return null;
  }
}

/** An address that a card may lead to: a card never carries a script. */
export function safeHref(href) {
  return typeof href === 'string' && /^https?:\/\//i.test(href) ? href : undefined;
}

/** Why the platform refuses, as it says it itself. */
export function reasonOf(error) {
  const bodies = [error?.body ?? error].flat().filter(Boolean);
  const reasons = bodies.map((body) => (typeof body === 'string' ? body : body.message)).filter(Boolean);
  return reasons.length > 0 ? reasons.join(' ') : undefined;
}
