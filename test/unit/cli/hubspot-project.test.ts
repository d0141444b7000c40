import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../../src/cli/main.ts';

const newFolder = () => mkdtempSync(join(tmpdir(), 'pulso-project-'));

async function run(...words: string[]) {
  const said: string[] = [];
  const keep = (text: string) => void said.push(text);
  const code = await runCli(['hubspot', 'project', ...words], {
    result: keep,
    remark: keep,
    live: false,
    progress: keep,
  });
  return { code, text: said.join('\n') };
}
const good = (out: string) => ['--base-url', 'https://cx.acme.example/', '--account', '4242', '--out', out];

describe.each(['static', 'oauth'] as const)('pulso hubspot project --auth %s', (auth) => {
  test("writes what HubSpot's own parser takes, the address filled in", async () => {
    const out = newFolder();
    const { code, text } = await run(...good(out), '--auth', auth);
    expect([code, text]).toEqual([0, expect.stringContaining('hs project upload --profile pulso')]);
    const { intermediateRepresentation } = await translate(
      { projectSourceDir: join(out, 'src'), platformVersion: '2026.03', accountId: 4242 },
      { skipValidation: true, profile: 'pulso' },
    );
    const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
    expect(nodes).toHaveLength(15);
    const written = JSON.stringify(nodes);
    expect(written).toContain('https://cx.acme.example/webhooks/hubspot');
    expect(written).toContain(`"type":"${auth}"`);
    expect(written).not.toContain('PULSO_URL');
    expect(written).not.toContain('cx.example.com');
  });
});

test('carries the code of every card, and nothing that is ours alone', async () => {
  const out = newFolder();
  const { text } = await run(...good(out), '--json');
  const { files, next } = JSON.parse(text) as { files: string[]; next: string[] };
  expect(files).toContain('hsproject.json');
  expect(files).toContain(join('src', 'app', 'cards', 'card', 'card-view.tsx'));
  expect(files).toContain(join('src', 'hsprofile.pulso.json'));
  expect(files.filter((file) => /example|host|variants|node_modules|dist/.test(file))).toEqual([]);
  expect(next.at(-1)).toBe('hs project upload --profile pulso');
  expect(JSON.parse(readFileSync(join(out, 'src/hsprofile.pulso.json'), 'utf8'))).toEqual({
    accountId: 4242,
    variables: { PULSO_URL: 'https://cx.acme.example' },
  });
});

test.each([
  ['HTTPS://CX.Acme.Example:443/', 'https://cx.acme.example'],
  ['https://pulso.münchen.example', 'https://pulso.xn--mnchen-3ya.example'],
])('an address is written as HubSpot compares it: %s', async (given, written) => {
  const out = newFolder();
  const { code } = await run('--base-url', given, '--account', '4242', '--out', out);
  expect(code).toBe(0);
  expect(JSON.parse(readFileSync(join(out, 'src/hsprofile.pulso.json'), 'utf8')).variables.PULSO_URL).toBe(written);
});

test.each([
  'https://localhost',
  'https://pulso.localhost',
  'https://127.0.0.1:8443',
  'https://10.0.0.5',
  'https://192.168.1.9',
  'https://172.20.0.1',
  'https://169.254.169.254',
  'https://[::1]',
  'https://[fd00::1]',
  'https://pulso',
  'https://ana:secret@cx.acme.example',
  'https://cx.acme.example/pulso',
  'https://cx.acme.example?x=1',
  'cx.acme.example',
])('an address that HubSpot cannot call is refused: %s', async (given) => {
  const { code, text } = await run('--base-url', given, '--account', '4242', '--out', newFolder());
  expect([code, text]).toEqual([2, expect.stringContaining('--base-url')]);
});

test.each(['', ' ', '0x10', '1e3', '12.0', '-5', '0', '99999999999999999999'])(
  'an account is digits: "%s" is none',
  async (account) => {
    const { code, text } = await run(
      '--base-url',
      'https://cx.acme.example',
      '--account',
      account,
      '--out',
      newFolder(),
    );
    expect([code, text]).toEqual([2, expect.stringContaining('--account')]);
  },
);

test('a folder that cannot be made is told, not thrown', async () => {
  const file = join(newFolder(), 'file');
  writeFileSync(file, 'mine');
  for (const out of [file, join(file, 'below')]) {
    const { code, text } = await run(...good(out));
    expect([code, text]).toEqual([2, expect.stringContaining('--out')]);
  }
});

test.runIf(process.platform === 'linux')('a folder where the system makes none is told in one line', async () => {
  for (const out of ['/proc/x', '/proc/x/y/z', '/proc/self/status']) {
    const { code, text } = await run(...good(out));
    expect([code, text]).toEqual([2, expect.stringMatching(/--out: .* cannot be used: .*name a new folder$/)]);
  }
});

test('links to nothing, in a circle or to a file, and a name that is too long, are told and left as they are', async () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'file'), 'mine');
  symlinkSync(join(folder, 'nothing'), join(folder, 'broken'));
  symlinkSync(join(folder, 'circle'), join(folder, 'circle'));
  symlinkSync(join(folder, 'file'), join(folder, 'to-file'));
  const outs = ['broken', 'broken/below', 'circle', 'circle/below', 'to-file', 'x'.repeat(300)];
  for (const name of outs) {
    const { code, text } = await run(...good(join(folder, name)));
    expect([name, code, text]).toEqual([name, 2, expect.stringMatching(/--out: .*name a new folder$/)]);
  }
  expect(readdirSync(folder).sort()).toEqual(['broken', 'circle', 'file', 'to-file']);
});

// Root may write everywhere.
test.runIf(process.getuid?.() !== 0)('a folder without permission is told', async () => {
  const folder = join(newFolder(), 'closed');
  mkdirSync(folder);
  chmodSync(folder, 0o555);
  for (const out of [folder, join(folder, 'below')]) {
    const { code, text } = await run(...good(out));
    expect([code, text]).toEqual([2, expect.stringContaining('you may not write there')]);
  }
});

test('a link to an empty folder, and a path of which nothing is there yet, are written to', async () => {
  const folder = newFolder();
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  expect((await run(...good(join(folder, 'link')))).code).toBe(0);
  expect(readdirSync(join(folder, 'real'))).toContain('hsproject.json');
  expect((await run(...good(join(folder, 'a/b/c')))).code).toBe(0);
});

test('a folder with a blank in its name can be copied from the next steps', async () => {
  const out = join(newFolder(), 'my project');
  const { next } = JSON.parse((await run(...good(out), '--json')).text) as { next: string[] };
  expect(next[0]).toBe(`cd '${out}'`);
});

test('names every fault at once, and writes nothing', async () => {
  const out = newFolder();
  writeFileSync(join(out, 'mine.txt'), 'mine');
  const { code, text } = await run('--base-url', 'http://localhost:8080/x', '--account', 'acme', '--out', out);
  expect(code).toBe(2);
  for (const key of ['--base-url', '--account', '--out']) expect(text).toContain(key);
});
