import { describe, expect, it } from 'vitest';
import { signV1, signV2, signV3 } from '../../../../src/sandbox/hubspot/signatures.ts';

const SECRET = 'yyyyyyyy-yyyy-yyyy-yyyy-yyyyyyyyyyyy';
const URI = 'https://www.example.com/webhook_uri';

describe('signatures', () => {
  it.each([
    [1_693_657_560_000, 'K36dawei4A+QBNolUOqo7s91KQDWQ5MXZ/QufNYuk/Y='],
    [1_700_000_300_000, 'RnbPH7+UMKVkbV32P8bz450N4M56aPmcru1+D3kSDtw='],
  ])('v3 at %d', (timestamp, expected) => {
    expect(signV3(SECRET, 'POST', URI, "{'example_field':'example_value'}", timestamp)).toBe(expected);
  });

  it('v3 decodes only the characters that HubSpot decodes', () => {
    const plain = signV3(SECRET, 'POST', `${URI}?a=x@y:z&b=%20%26`, '', 1);
    expect(signV3(SECRET, 'POST', `${URI}?a=x%40y%3az&b=%20%26`, '', 1)).toBe(plain);
    expect(signV3(SECRET, 'POST', `${URI}?a=x@y:z&b= &`, '', 1)).not.toBe(plain);
  });

  it('v2', () => {
    expect(signV2(SECRET, 'POST', URI, '{"example_field":"example_value"}')).toBe(
      '9569219f8ba981ffa6f6f16aa0f48637d35d728c7e4d93d0d52efaa512af7900',
    );
  });

  it('v1 is the hash of secret and body', () => {
    expect(signV1('a', 'b')).toBe('fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603');
  });
});
