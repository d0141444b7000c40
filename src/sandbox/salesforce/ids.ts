/** Record ids: 15 case-sensitive characters, and 18 that are safe where case is lost (help.salesforce.com, article 000383278). */

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const CHECK = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** The pod and a reserved character, as they stand in every id of one org. */
const INSTANCE = '5g00';
const NUMBER_LENGTH = 8;

/** The three characters that turn a 15-character id into 18: one bit per letter, set for capitals. */
function checksum(id15: string): string {
  let suffix = '';
  for (let chunk = 0; chunk < 3; chunk += 1) {
    let bits = 0;
    for (let at = 0; at < 5; at += 1) {
      const letter = id15.charAt(chunk * 5 + at);
      if (letter >= 'A' && letter <= 'Z') bits |= 1 << at;
    }
    suffix += CHECK.charAt(bits);
  }
  return suffix;
}

/** Returns the 18-character id of the `number`-th record with a key prefix. */
export function makeId(keyPrefix: string, number: number): string {
  let rest = number;
  let digits = '';
  while (rest > 0) {
    digits = BASE62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  const id15 = keyPrefix + INSTANCE + digits.padStart(NUMBER_LENGTH, '0');
  return id15 + checksum(id15);
}

/** The number that an id was made from. */
export function numberOf(id: string): number {
  let number = 0;
  for (const letter of id.slice(7, 15)) number = number * 62 + BASE62.indexOf(letter);
  return number;
}

/** Returns the 18-character form of an id, or undefined if it is none. 18 characters in wrong case are put right by their checksum. */
export function normalizeId(id: string): string | undefined {
  if (!/^[0-9A-Za-z]+$/.test(id)) return undefined;
  if (id.length === 15) return id + checksum(id);
  if (id.length !== 18) return undefined;
  const suffix = id.slice(15).toUpperCase();
  let id15 = '';
  for (let at = 0; at < 15; at += 1) {
    const bits = CHECK.indexOf(suffix.charAt(Math.floor(at / 5)));
    if (bits < 0) return undefined;
    const letter = id.charAt(at);
    id15 += (bits >> (at % 5)) & 1 ? letter.toUpperCase() : letter.toLowerCase();
  }
  return checksum(id15) === suffix ? id15 + suffix : undefined;
}
