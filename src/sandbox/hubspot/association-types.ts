import { objectType } from './object-types.ts';
import type { HubspotObjectType } from './seed-format.ts';

/** An association type as it stands between two object types, in one direction. */
export interface AssociationType {
  readonly category: 'HUBSPOT_DEFINED' | 'USER_DEFINED';
  readonly typeId: number;
  readonly label: string | null;
  /** The older name, e.g. `contact_to_company`. */
  readonly name: string;
}

/**
 * HubSpot-defined type ids: [from, to, id from → to, id to → from], the unlabelled type of each pair
 * (developers.hubspot.com/docs/guides/api/crm/associations/associations-v4, "Association type ID values").
 */
const UNLABELLED: readonly (readonly [HubspotObjectType, HubspotObjectType, number, number])[] = [
  ['contacts', 'companies', 279, 280],
  ['contacts', 'contacts', 449, 449],
  ['companies', 'companies', 450, 450],
  ['deals', 'deals', 451, 451],
  ['tickets', 'tickets', 452, 452],
  ['contacts', 'deals', 4, 3],
  ['contacts', 'tickets', 15, 16],
  ['companies', 'deals', 342, 341],
  ['companies', 'tickets', 340, 339],
  ['deals', 'tickets', 27, 28],
  ['contacts', 'feedback_submissions', 97, 98],
  ['tickets', 'feedback_submissions', 99, 100],
  ['companies', 'feedback_submissions', 927, 928],
  ['deals', 'feedback_submissions', 983, 984],
  ['contacts', 'calls', 193, 194],
  ['contacts', 'emails', 197, 198],
  ['contacts', 'meetings', 199, 200],
  ['contacts', 'notes', 201, 202],
  ['contacts', 'tasks', 203, 204],
  ['companies', 'calls', 181, 182],
  ['companies', 'emails', 185, 186],
  ['companies', 'meetings', 187, 188],
  ['companies', 'notes', 189, 190],
  ['companies', 'tasks', 191, 192],
  ['deals', 'calls', 205, 206],
  ['deals', 'emails', 209, 210],
  ['deals', 'meetings', 211, 212],
  ['deals', 'notes', 213, 214],
  ['deals', 'tasks', 215, 216],
  ['tickets', 'calls', 219, 220],
  ['tickets', 'emails', 223, 224],
  ['tickets', 'meetings', 225, 226],
  ['tickets', 'notes', 227, 228],
  ['tickets', 'tasks', 229, 230],
];

/** Types labelled "Primary". */
const PRIMARY: readonly (readonly [HubspotObjectType, HubspotObjectType, number, number])[] = [
  ['contacts', 'companies', 1, 2],
  ['deals', 'companies', 5, 6],
  ['tickets', 'companies', 26, 25],
];

const DEFINED = new Map<string, AssociationType[]>();
const OPPOSITE = new Map<number, number>();

function pairName(from: HubspotObjectType, to: HubspotObjectType): string {
  return `${objectType(from).singular}_to_${objectType(to).singular}`;
}

function define(from: HubspotObjectType, to: HubspotObjectType, type: AssociationType): void {
  const key = `${from}>${to}`;
  DEFINED.set(key, [...(DEFINED.get(key) ?? []), type]);
}

const primaryPairs = new Set(PRIMARY.flatMap(([from, to]) => [`${from}>${to}`, `${to}>${from}`]));
for (const [from, to, there, back] of UNLABELLED) {
  const directions: readonly (readonly [HubspotObjectType, HubspotObjectType, number])[] =
    from === to
      ? [[from, to, there]]
      : [
          [from, to, there],
          [to, from, back],
        ];
  for (const [a, b, typeId] of directions) {
    const suffix = primaryPairs.has(`${a}>${b}`) ? '_unlabeled' : '';
    define(a, b, { category: 'HUBSPOT_DEFINED', typeId, label: null, name: pairName(a, b) + suffix });
  }
  OPPOSITE.set(there, back);
  OPPOSITE.set(back, there);
}
for (const [from, to, there, back] of PRIMARY) {
  define(from, to, { category: 'HUBSPOT_DEFINED', typeId: there, label: 'Primary', name: pairName(from, to) });
  define(to, from, { category: 'HUBSPOT_DEFINED', typeId: back, label: 'Primary', name: pairName(to, from) });
  OPPOSITE.set(there, back);
  OPPOSITE.set(back, there);
}

/** HubSpot-defined types from one object type to another; the unlabelled one first. Empty if the two cannot be associated. */
export function definedAssociationTypes(from: HubspotObjectType, to: HubspotObjectType): readonly AssociationType[] {
  return DEFINED.get(`${from}>${to}`) ?? [];
}

/** The same HubSpot-defined association seen from the other end. */
export function oppositeTypeId(typeId: number): number {
  return OPPOSITE.get(typeId) ?? typeId;
}

/** True for the ids labelled "Primary". */
export function isPrimaryTypeId(typeId: number): boolean {
  return PRIMARY.some(([, , there, back]) => there === typeId || back === typeId);
}
