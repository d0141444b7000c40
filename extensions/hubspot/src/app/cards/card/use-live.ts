/** The live card of a record, and the ways to change it. */
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Answer, readAnswer } from './answer.ts';
import { type Caller, callPulso, type Failure } from './pulso.ts';

export interface RecordContext extends Caller {
  readonly crm: { readonly objectId: number | string; readonly objectTypeId: string };
}

export type Live =
  | { readonly status: 'asking' }
  | { readonly status: 'answered'; readonly answer: Answer }
  /** `unreadable`: an answer that this card does not understand. */
  | { readonly status: 'failed'; readonly failure: Failure | 'unreadable' };

export interface LiveCard {
  readonly live: Live;
  readonly ask: () => Promise<Answer | null>;
  /** Tells Pulso something about this record; true when it was taken. */
  readonly tell: (action: string, body?: { readonly [key: string]: unknown }) => Promise<boolean>;
}

export function useLive(context: RecordContext): LiveCard {
  const [live, setLive] = useState<Live>({ status: 'asking' });
  // The host hands over a new context object whenever it likes; only another record is another question.
  const caller = useRef(context);
  caller.current = context;
  const newest = useRef(0);
  const { objectId, objectTypeId } = context.crm;

  const ask = useCallback(async (): Promise<Answer | null> => {
    newest.current += 1;
    const question = newest.current;
    const query = { objectTypeId, objectId: String(objectId) };
    const called = await callPulso(caller.current, '/hubspot/card', { query });
    const answer = called.ok ? readAnswer(called.body) : null;
    // An answer that a later question has overtaken is about a record that nobody looks at any more.
    if (question !== newest.current) return answer;
    if (answer !== null) setLive({ status: 'answered', answer });
    else setLive({ status: 'failed', failure: called.ok ? 'unreadable' : called.failure });
    return answer;
  }, [objectId, objectTypeId]);

  const tell = useCallback(
    async (action: string, body: { readonly [key: string]: unknown } = {}): Promise<boolean> => {
      const query = { objectTypeId, objectId: String(objectId) };
      return (await callPulso(caller.current, `/hubspot/card/${action}`, { method: 'POST', query, body })).ok;
    },
    [objectId, objectTypeId],
  );

  useEffect(() => {
    setLive({ status: 'asking' });
    void ask();
    return () => {
      newest.current += 1;
    };
  }, [ask]);

  return { live, ask, tell };
}
