import { randomBytes } from 'node:crypto';
import type { Request, Response } from 'express';
import { preferredLanguage, type Words } from '../cards/words.ts';
import { languageSchema } from '../cx/model/text.ts';
import type { HttpDeps } from './http-deps.ts';

/** ?lang= wins over what the browser asks for, which wins over the configured language. */
export function wordsOf(deps: Pick<HttpDeps, 'dictionary' | 'language'>, request: Request): Words {
  const asked = languageSchema.safeParse(request.query.lang);
  const header = request.headers['accept-language'];
  return deps.dictionary.words(
    asked.success ? asked.data : header === undefined ? deps.language : preferredLanguage(header),
  );
}

/** Only what the page itself carries may run or style it. */
export function sendPage(response: Response, status: number, page: (nonce: string) => string): void {
  const nonce = randomBytes(16).toString('base64');
  response
    .status(status)
    .set({
      'Content-Security-Policy': `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'Cache-Control': 'no-store',
    })
    .type('html')
    .send(page(nonce));
}
