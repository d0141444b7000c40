/** The Spanish of our fields and their choices: `objectTranslations`. */
import type { Wording } from '../../../src/cx/model/text.ts';
import type { PackageField } from './package-fields.ts';
import { CHOICES, LABELS, OBJECTS } from './spanish.ts';
import type { XmlObject } from './xml.ts';

const LONGEST_LABEL = 40;

/** The content of a field's translation; null for fields that people do not meet. @throws when a label is too long. */
export function fieldTranslation(field: PackageField, flags: ReadonlyMap<string, Wording>): XmlObject | null {
  const { name, spec } = field;
  if (spec === undefined) return ownTranslation(field);
  const label = LABELS[spec.name];
  if (label.length > LONGEST_LABEL) throw new Error(`the Spanish label of ${name} is longer than ${LONGEST_LABEL}`);
  const picklistValues = (spec.options ?? []).map((option) => ({
    masterLabel: option.label,
    translation: flags.get(option.value)?.es ?? CHOICES[option.value],
  }));
  return { label, name, ...(picklistValues.length > 0 && { picklistValues }) };
}

/** Of a field that only the package's own parts use. @throws when its object is translated and it, or one of its choices, is not. */
function ownTranslation({ object, name, metadata }: PackageField): XmlObject | null {
  const words = OBJECTS[object];
  if (words === undefined) return null;
  const { label, choices = {} } = words.fields[name] ?? {};
  if (label === undefined) throw new Error(`${object}.${name} has no Spanish label`);
  const picklistValues = choicesOf(metadata).map(({ value, masterLabel }) => {
    const translation = choices[value];
    if (translation === undefined) throw new Error(`the choice ${value} of ${object}.${name} has no Spanish`);
    return { masterLabel, translation };
  });
  return { label, name, ...(picklistValues.length > 0 && { picklistValues }) };
}

interface Picklist {
  readonly valueSet?: {
    readonly valueSetDefinition?: { readonly value?: readonly { fullName: string; label: string }[] };
  };
}

function choicesOf(metadata: XmlObject): readonly { readonly value: string; readonly masterLabel: string }[] {
  const { valueSet } = metadata as Picklist;
  return (valueSet?.valueSetDefinition?.value ?? []).map(({ fullName, label }) => ({
    value: fullName,
    masterLabel: label,
  }));
}

/** What an object is called; nothing for those that are not the package's own. */
export function objectTranslation(object: string): XmlObject {
  const words = OBJECTS[object];
  if (words === undefined) return {};
  const { singular, plural, gender } = words;
  return {
    caseValues: [
      { plural: false, value: singular },
      { plural: true, value: plural },
    ],
    gender,
    nameFieldLabel: singular,
  };
}
