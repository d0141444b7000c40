import type pg from 'pg';

const LISTEN_AGAIN_MS = 1_000;

export interface Listener {
  close(): Promise<void>;
}

/**
 * Calls back whenever a job comes in, from whichever program: graphile-worker tells it on this channel. Where the connection
 * breaks, it listens on another one; until then jobs are found by polling.
 */
export function listenForJobs(pool: pg.Pool, heard: () => void): Listener {
  let client: pg.PoolClient | null = null;
  let timer: NodeJS.Timeout | null = null;
  let closed = false;

  async function listen(): Promise<void> {
    let broken = false;
    const again = () => {
      if (broken) return;
      broken = true;
      client?.release(true);
      client = null;
      if (closed) return;
      timer = setTimeout(() => {
        underWay = listen();
      }, LISTEN_AGAIN_MS);
    };
    try {
      client = await pool.connect();
      client.on('error', again);
      client.on('notification', heard);
      await client.query('listen "jobs:insert"');
      heard();
    } catch {
      again();
    }
  }

  let underWay = listen();
  return {
    async close() {
      closed = true;
      if (timer !== null) clearTimeout(timer);
      await underWay;
      client?.release(true);
      client = null;
    },
  };
}
