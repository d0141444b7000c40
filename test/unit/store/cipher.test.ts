import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigInvalid, StoreConflict } from '../../../src/errors.ts';
import { openCipher } from '../../../src/store/cipher.ts';

const key = new Uint8Array(32).fill(1);
const owner = { install: 'i1', name: 'token' };

function failure(work: () => unknown): StoreConflict {
  try {
    work();
  } catch (error) {
    if (error instanceof StoreConflict) return error;
    throw error;
  }
  throw new Error('it should have failed');
}

describe('cipher', () => {
  it('opens what it sealed, whatever the text', () => {
    const cipher = openCipher(key);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (plain) => {
        expect(cipher.open(cipher.seal(plain, owner), owner)).toBe(plain.toWellFormed());
      }),
    );
  });

  it('never seals alike twice, and shows nothing of the text', () => {
    const cipher = openCipher(key);
    const sealed = cipher.seal('pat-eu1-secret', owner);
    expect(cipher.seal('pat-eu1-secret', owner)).not.toBe(sealed);
    expect(Buffer.from(sealed, 'base64').toString('latin1')).not.toContain('secret');
  });

  it('says which secret another key cannot read, and what to do, without the secret', () => {
    const sealed = openCipher(key).seal('pat-eu1-secret', owner);
    const error = failure(() => openCipher(new Uint8Array(32).fill(2)).open(sealed, owner));
    expect(error.message).toContain('the secret "token" of install "i1" cannot be read with the configured key');
    expect(error.message).toContain('Put the former key back');
    expect(error.retry).toBe(false);
    expect(JSON.stringify([error.message, error.context, String(error.cause)])).not.toContain('pat-eu1');
  });

  it('does not open a secret that was moved to another install or name', () => {
    const cipher = openCipher(key);
    const sealed = cipher.seal('x', owner);
    failure(() => cipher.open(sealed, { install: 'i2', name: 'token' }));
    failure(() => cipher.open(sealed, { install: 'i1', name: 'other' }));
    failure(() => cipher.open(sealed, { install: 'i1t', name: 'oken' }));
  });

  it('does not open a secret with any byte altered or missing', () => {
    const cipher = openCipher(key);
    const sealed = Buffer.from(cipher.seal('abc', owner), 'base64');
    for (const index of sealed.keys()) {
      const altered = Buffer.from(sealed);
      altered[index] = (altered[index] ?? 0) ^ 1;
      failure(() => cipher.open(altered.toString('base64'), owner));
      failure(() => cipher.open(sealed.subarray(0, index).toString('base64'), owner));
    }
  });

  it('refuses a key of another length', () => {
    expect(() => openCipher(new Uint8Array(31))).toThrow(ConfigInvalid);
  });
});
