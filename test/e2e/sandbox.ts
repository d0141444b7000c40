/** A sandbox that outlives the programs that are tested on it, and what they have made of it in the end. */
import { newHome, type Running, startPulso, until } from './start-pulso.ts';

export const NOW = '2026-11-20T12:00:00.000Z';
export const TOKEN = 'sandbox-hubspot-token';

/** Starts one; `running` collects it for the end. */
export async function startSandbox(running: Running[], delayMs = 25, contacts = 600): Promise<string> {
  const sandbox = startPulso(['sandbox', '--port', '0'], newHome(), {
    PULSO_NOW: NOW,
    PULSO_SANDBOX_CONTACTS: String(contacts),
  });
  running.push(sandbox);
  const url = await sandbox.printed(/sandbox HubSpot is at (\S+)/);
  // Every call takes a little longer than on a laptop, so that the kills fall into all phases.
  await post(`${url}/_sandbox/faults`, { kind: 'slow', path: '/crm/', delayMs });
  return url;
}

async function post(url: string, body: unknown): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}

/** Waits until the program has done everything once. */
export async function finish(program: Running): Promise<void> {
  const url = await program.printed(/^Pulso is at (\S+)/);
  await until(
    () => fetch(`${url}/readyz`),
    (response) => response.status === 200,
  );
}

/** Every property of ours on every contact, company and ticket. */
export async function finalState(sandbox: string): Promise<Record<string, Record<string, string | null>>> {
  const state: Record<string, Record<string, string | null>> = {};
  const authorized = { headers: { authorization: `Bearer ${TOKEN}` } };
  for (const type of ['contacts', 'companies', 'tickets']) {
    const described = (await (await fetch(`${sandbox}/crm/v3/properties/${type}`, authorized)).json()) as {
      results: { name: string }[];
    };
    const names = described.results.map((property) => property.name).filter((name) => name.startsWith('pulso_'));
    let after: string | undefined;
    do {
      const query = new URLSearchParams({
        limit: '100',
        properties: names.join(','),
        ...(after === undefined ? {} : { after }),
      });
      const page = (await (await fetch(`${sandbox}/crm/v3/objects/${type}?${query}`, authorized)).json()) as {
        results: { id: string; properties: Record<string, string | null> }[];
        paging?: { next?: { after: string } };
      };
      for (const { id, properties } of page.results) {
        // Links lead to the sandbox itself, which has another port in every run.
        const value = (name: string): string | null => properties[name]?.replaceAll(sandbox, 'sandbox:') ?? null;
        state[`${type} ${id}`] = Object.fromEntries(names.map((name) => [name, value(name)]));
      }
      after = page.paging?.next?.after;
    } while (after !== undefined);
  }
  return state;
}

/** How often each record was written by its API. */
export async function writesPerRecord(sandbox: string): Promise<Map<string, number>> {
  const answer = (await (await fetch(`${sandbox}/_sandbox/writes`)).json()) as {
    records: { objectType: string; id: string; writes: number }[];
  };
  return new Map(answer.records.map(({ objectType, id, writes }) => [`${objectType} ${id}`, writes]));
}
