import type { RequestHandler } from 'express';

/**
 * Refuses what a page of somebody else's makes a browser send here: a console may stand open, and a cookie goes along by itself.
 * Browsers name the page that sends (https://www.w3.org/TR/fetch-metadata/, RFC 6454); programs that are no browser name none, and
 * carry no cookie that they did not choose to send.
 */
export const sameOrigin: RequestHandler = (request, response, next) => {
  const site = request.headers['sec-fetch-site'];
  const { origin, host } = request.headers;
  const foreign = site === undefined ? origin !== undefined && hostOf(origin) !== host : site !== 'same-origin';
  if (foreign) response.status(403).json({ error: 'forbidden' });
  else next();
};

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}
