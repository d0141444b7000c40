/** What to do about what an org refused, by Salesforce's own words. */
const REMEDIES: readonly (readonly [words: RegExp, remedy: string])[] = [
  [
    /cannot update a field from|already.*different type|change.*(field|data) type/i,
    'A field of this name exists with another type. Rename or delete it in Setup, Object Manager.',
  ],
  [
    /(maximum|limit).*custom fields|custom fields.*(maximum|limit|reached)/i,
    'The object is full. Delete custom fields that nobody uses, erase the deleted ones, then install again.',
  ],
  [
    /referenced elsewhere|is in use|in use by|referenced by|is used|still use|being used/i,
    'Somebody uses it. Take it out there first, then run the command again.',
  ],
  [/assigned to users/i, 'Take the permission set from its users first, then run the command again.'],
  [
    /active (flow|version)|cross-reference id/i,
    'A flow is still active or a page still shows it. Deactivate or change that in Setup, then run the command again.',
  ],
  [
    /no CustomField named|no such column|field .* does not exist|unknown field/i,
    'A field is missing that this component needs. Install the whole package, not parts of it.',
  ],
  [/INSUFFICIENT_ACCESS|not have.*permission/i, 'Sign in as an admin who may modify metadata.'],
  [
    /not (available|enabled|supported)|feature/i,
    'The org lacks a feature or a license for it. Turn it on in Setup, or leave the part out.',
  ],
];

/** One sentence on what to do; a general one where the words are unknown. */
export function remedyFor(problem: string): string {
  return REMEDIES.find(([words]) => words.test(problem))?.[1] ?? 'Look at Setup, Deployment Status for the details.';
}
