/** The address under which HubSpot's servers reach Pulso. */
import { BlockList, isIP } from 'node:net';

/** Addresses that mean another machine, or none, wherever they are called from. https://www.iana.org/assignments/iana-ipv4-special-registry */
const PRIVATE = new BlockList();
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv4');
}
for (const [network, bits] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
] as const) {
  PRIVATE.addSubnet(network, bits, 'ipv6');
}

function isReachable(host: string): boolean {
  const address = host.replace(/^\[|\]$/g, '');
  const family = isIP(address);
  if (family !== 0) return !PRIVATE.check(address, family === 4 ? 'ipv4' : 'ipv6');
  return host.includes('.') && !/(^|\.)(localhost|local|internal)\.?$/.test(host);
}

/**
 * Scheme and host as HubSpot compares them (lower case, no default port, no slash at the end), or what is wrong with the address.
 * `permittedUrls.fetch` takes https and no localhost; webhooks and workflow steps are called from the Internet.
 */
export function publicOrigin(address: string): { readonly origin: string } | { readonly fault: string } {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url === null || url.protocol !== 'https:') return { fault: 'give an https address' };
  const more =
    url.pathname !== '/' || url.search !== '' || url.hash !== '' || url.username !== '' || url.password !== '';
  if (more) return { fault: 'give scheme and host only' };
  return isReachable(url.hostname)
    ? { origin: url.origin }
    : { fault: 'HubSpot cannot reach it; give a public address' };
}
