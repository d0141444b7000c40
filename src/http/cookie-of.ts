import type { Request } from 'express';

/** A cookie's value, or null. */
export function cookieOf({ headers }: Pick<Request, 'headers'>, wanted: string): string | null {
  for (const part of (headers.cookie ?? '').split(';')) {
    const [name, value] = part.trim().split('=', 2);
    if (name === wanted && value !== undefined) return value;
  }
  return null;
}
