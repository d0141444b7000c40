/** The sandbox org as its own pages ask it: as whoever looks at the page. */
const FOLDER = '/_sandbox/lightning/data';

/** What the org answers; throws what the platform's wire adapters give as `error`. */
export async function ask(path, body) {
  const response = await fetch(`${FOLDER}/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-sandbox-user': document.body.dataset.user ?? '' },
    body: JSON.stringify(body),
  }).catch(() => undefined);
  const answer = await response?.json().catch(() => undefined);
  if (response?.ok) return answer;
  const fault = { ok: false, status: response?.status ?? 0, statusText: response?.statusText ?? '' };
  throw { ...fault, body: answer ?? { message: 'The org does not answer.' } };
}

/** Adapters that are on the page, so that a record that has changed can be asked for again. */
const live = new Set();

/** A wire adapter over `load(config)`; it asks once every parameter has a value. */
export function wireAdapter(load, isComplete = () => true) {
  return class {
    constructor(give) {
      this.give = give;
      give({ data: undefined, error: undefined });
    }
    connect() {
      live.add(this);
    }
    disconnect() {
      live.delete(this);
    }
    update(config) {
      this.config = config;
      void this.refresh();
    }
    async refresh() {
      if (!this.config || !isComplete(this.config)) return;
      const { config } = this;
      const answer = await load(config).then(
        (data) => ({ data, error: undefined }),
        (error) => ({ data: undefined, error }),
      );
      if (config === this.config) this.give(answer);
    }
  };
}

/** Asks again for everything on the page. */
export const refreshAll = () => Promise.all([...live].map((adapter) => adapter.refresh()));
