import { createCipheriv, createDecipheriv, createSecretKey, randomBytes } from 'node:crypto';
import { ConfigInvalid, StoreConflict } from '../errors.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Names the key that a secret was sealed with, so that a second key can join while old secrets are still read. */
const KEY_VERSION = 1;

export interface Cipher {
  /** Base64 of: key version (1 byte), nonce (12), tag (16), text. Each call gives another one. */
  seal(plain: string, owner: SecretOwner): string;
  /** Throws StoreConflict when the key is another one or the secret was moved or altered. */
  open(sealed: string, owner: SecretOwner): string;
}

/** Bound to the secret: one that is copied to another install or name does not open. */
export interface SecretOwner {
  readonly install: string;
  readonly name: string;
}

function associated({ install, name }: SecretOwner): Buffer {
  return Buffer.from(JSON.stringify([install, name]), 'utf8');
}

function unreadable({ install, name }: SecretOwner, cause?: unknown): StoreConflict {
  return new StoreConflict(
    `the secret "${name}" of install "${install}" cannot be read with the configured key. Put the former key back, or connect the CRM account again`,
    false,
    { context: { install, name }, cause },
  );
}

/** AES-256-GCM with a random nonce. `key` has 32 bytes; throws ConfigInvalid otherwise. */
export function openCipher(key: Uint8Array): Cipher {
  if (key.length !== KEY_BYTES) {
    throw new ConfigInvalid([{ key: 'secretKey', message: `has ${key.length} bytes; give ${KEY_BYTES} random bytes` }]);
  }
  // Made once: every card call opens a secret.
  const keyObject = createSecretKey(key);
  return {
    seal(plain, owner) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(ALGORITHM, keyObject, nonce);
      cipher.setAAD(associated(owner));
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(KEY_VERSION), nonce, cipher.getAuthTag(), text]).toString('base64');
    },
    open(sealed, owner) {
      const bytes = Buffer.from(sealed, 'base64');
      const textStart = 1 + NONCE_BYTES + TAG_BYTES;
      if (bytes.length < textStart || bytes[0] !== KEY_VERSION) throw unreadable(owner);
      try {
        const decipher = createDecipheriv(ALGORITHM, keyObject, bytes.subarray(1, 1 + NONCE_BYTES), {
          authTagLength: TAG_BYTES,
        });
        decipher.setAAD(associated(owner));
        decipher.setAuthTag(bytes.subarray(1 + NONCE_BYTES, textStart));
        return decipher.update(bytes.subarray(textStart), undefined, 'utf8') + decipher.final('utf8');
      } catch (error) {
        throw unreadable(owner, error);
      }
    },
  };
}
