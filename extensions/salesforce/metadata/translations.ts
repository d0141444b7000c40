/** The Spanish of our fields and their choices: `objectTranslations`. */
import type { Wording } from '../../../src/cx/model/text.ts';
import type { PackageField } from './package-fields.ts';
import { CHOICES, LABELS } from './spanish.ts';
import type { XmlObject } from './xml.ts';

const LONGEST_LABEL = 40;

/** The content of a field's translation; null for fields that people do not meet. @throws when a label is too long. */
export function fieldTranslation({ name, spec }: PackageField, flags: ReadonlyMap<string, Wording>): XmlObject | null {
  if (spec === undefined) return null;
  const label = LABELS[spec.name];
  if (label.length > LONGEST_LABEL) throw new Error(`the Spanish label of ${name} is longer than ${LONGEST_LABEL}`);
  const picklistValues = (spec.options ?? []).map((option) => ({
    masterLabel: option.label,
    translation: flags.get(option.value)?.es ?? CHOICES[option.value],
  }));
  return { label, name, ...(picklistValues.length > 0 && { picklistValues }) };
}
