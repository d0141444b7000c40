import { PassThrough } from 'node:stream';
import { Connection } from 'jsforce';
import { Transport } from 'jsforce/lib/transport.js';
import { StreamPromise } from 'jsforce/lib/util/promise.js';
import type { CrmRequest } from '../port.ts';
import { answersCsv, type CsvRow, readCsv } from './csv.ts';
import { API_VERSION } from './manifest.ts';

export type HttpRequest = Parameters<Transport['httpRequest']>[0];
export type HttpResponse = Awaited<ReturnType<Transport['httpRequest']>>;

/** A connection of jsforce's that holds no token and says nothing. */
export function openConnection(instanceUrl: string): Connection {
  return new Connection({ instanceUrl, version: API_VERSION, logLevel: 'NONE' });
}

/** jsforce's transport for one request, with `fetch` behind it; remembers the answer, which jsforce itself would throw away. */
export class OneCall extends Transport {
  readonly #signal: AbortSignal;
  readonly #request: CrmRequest;
  answer: HttpResponse | null = null;
  /** A good answer in CSV. */
  rows: readonly CsvRow[] | null = null;

  constructor(request: CrmRequest, signal: AbortSignal) {
    super();
    this.#request = request;
    this.#signal = signal;
  }

  override httpRequest(request: HttpRequest): ReturnType<Transport['httpRequest']> {
    return StreamPromise.create(() => ({ stream: new PassThrough(), promise: this.#call(request) }));
  }

  async #call({ url, method, headers = {}, body }: HttpRequest): Promise<HttpResponse> {
    const { 'content-length': _, ...rest } = headers;
    const answer = await fetch(url, {
      method,
      headers: rest,
      ...(typeof body === 'string' && { body }),
      signal: this.#signal,
    });
    const head = { statusCode: answer.status, headers: Object.fromEntries(answer.headers) };
    if (answer.ok && answersCsv(this.#request)) {
      this.rows = await readCsv(this.#request, answer.body);
      this.answer = { ...head, body: '' };
    } else this.answer = { ...head, body: await answer.text() };
    return this.answer;
  }
}
