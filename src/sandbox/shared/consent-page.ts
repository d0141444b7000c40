import type { Request } from 'express';
import { markup } from './markup.ts';

const WORDS = {
  en: {
    title: (app: string) => `Let ${app} into this account?`,
    text: (account: string) => `It asks for access to ${account}. You can withdraw it at any time.`,
    scopes: 'It may',
    allow: 'Allow',
    deny: 'Deny',
  },
  es: {
    title: (app: string) => `¿Dejar entrar a ${app} en esta cuenta?`,
    text: (account: string) => `Pide acceso a ${account}. Se lo puedes retirar cuando quieras.`,
    scopes: 'Podrá',
    allow: 'Permitir',
    deny: 'Denegar',
  },
} as const;

const STYLE = `body{margin:10vh auto;max-width:34rem;padding:0 16px;font:16px/1.5 system-ui,sans-serif;color:#181818;background:#fff}
h1{font-size:24px;line-height:1.25}ul{columns:2;font-size:13px;padding-left:1.2em;color:#44546a}
nav{display:flex;gap:12px;margin-top:24px}a{padding:8px 20px;border:1px solid #0b5cab;border-radius:4px;color:#0b5cab;text-decoration:none;font-weight:600}
a.allow{background:#0b5cab;color:#fff}a:focus-visible{outline:3px solid #f2a33a;outline-offset:2px}`;

const DECISION = 'sandbox_decision';

/**
 * What was decided on the page of consent: people are asked, programs (whoever does not ask for HTML) agree at once.
 */
export function decisionOf(request: Request, query: URLSearchParams): 'allow' | 'deny' | 'ask' {
  const decision = query.get(DECISION);
  if (decision === 'allow' || decision === 'deny') return decision;
  return request.accepts(['json', 'html']) === 'html' ? 'ask' : 'allow';
}

/** The page that asks; its links come back to the same address with the answer. */
export function consentPage(
  request: Request,
  asked: { readonly app: string; readonly account: string; readonly scopes: readonly string[] },
): string {
  const language = request.acceptsLanguages('en', 'es') === 'es' ? 'es' : 'en';
  const words = WORDS[language];
  const href = (decision: string): string => `${request.originalUrl}&${DECISION}=${decision}`;
  return `<!doctype html>${
    markup`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words.title(asked.app)}</title><style>${STYLE}</style></head><body><main><h1>${words.title(asked.app)}</h1>
<p>${words.text(asked.account)}</p><p>${words.scopes}</p><ul>${asked.scopes.map((scope) => markup`<li>${scope}</li>`)}</ul>
<nav><a class="allow" href="${href('allow')}">${words.allow}</a><a href="${href('deny')}">${words.deny}</a></nav></main></body></html>`
      .text
  }`;
}
