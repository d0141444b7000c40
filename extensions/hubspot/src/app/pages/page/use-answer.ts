/** A page's answer from Pulso. What is not of the expected form counts as no answer. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Caller, callPulso, type Failure } from './pulso.ts';

export type Loaded<Answer> =
  | { readonly status: 'loading' }
  | { readonly status: 'loaded'; readonly answer: Answer }
  | { readonly status: 'failed'; readonly failure: Failure };

export interface Asked<Answer> {
  readonly loaded: Loaded<Answer>;
  readonly ask: () => Promise<void>;
  /** Sends a change; why it was not taken, or null when it was. */
  readonly send: (body: { readonly [key: string]: unknown }) => Promise<Failure | null>;
}

/** `read` gives null for an answer that this page does not understand. */
export function useAnswer<Answer>(
  context: Caller,
  path: string,
  read: (body: unknown) => Answer | null,
): Asked<Answer> {
  const [loaded, setLoaded] = useState<Loaded<Answer>>({ status: 'loading' });
  const latest = useRef({ context, read });
  latest.current = { context, read };

  const ask = useCallback(async (): Promise<void> => {
    const called = await callPulso(latest.current.context, path);
    const answer = called.ok ? latest.current.read(called.body) : null;
    if (answer !== null) setLoaded({ status: 'loaded', answer });
    else setLoaded({ status: 'failed', failure: called.ok ? 'down' : called.failure });
  }, [path]);

  const send = useCallback(
    async (body: { readonly [key: string]: unknown }): Promise<Failure | null> => {
      const called = await callPulso(latest.current.context, path, { method: 'POST', body });
      if (!called.ok) return called.failure;
      const answer = latest.current.read(called.body);
      if (answer !== null) setLoaded({ status: 'loaded', answer });
      return null;
    },
    [path],
  );

  useEffect(() => {
    void ask();
  }, [ask]);

  return { loaded, ask, send };
}
