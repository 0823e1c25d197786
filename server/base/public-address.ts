import { lookup as systemLookup } from 'node:dns/promises';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { AppError } from './errors.ts';

/** IANA's special-purpose registries: loopback, private, link-local (metadata services), shared, documentation, multicast, reserved. */
const NOT_PUBLIC: readonly [network: string, prefix: number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

const blocked = new BlockList();
for (const [network, prefix] of NOT_PUBLIC) {
  blocked.addSubnet(network, prefix, network.includes(':') ? 'ipv6' : 'ipv4');
}

/** Whether an IP address, v4, v6 or v4 in v6, belongs to the public internet; false for what is no address. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !blocked.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

type Address = { address: string; family: number };
export type Resolve = (host: string) => Promise<Address[]>;
const resolveBySystem: Resolve = (host) => systemLookup(host, { all: true });

/**
 * A `lookup` for sockets: the name is resolved once, and the connection goes to what was checked, so that a second answer of the
 * name server changes nothing. It fails where any answer is not public.
 */
export function publicLookup(
  resolve: Resolve = resolveBySystem,
  setting = 'FOYER_ALLOWED_HOSTS',
): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses;
        if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
          callback(notPublic(host, setting), '', 0);
        } else if (options.all) callback(null, addresses);
        else callback(null, first.address, first.family);
      },
      (cause: NodeJS.ErrnoException) => callback(cause, '', 0),
    );
  };
}

export type PublicOnly = {
  /** Hosts inside the network that the operator allows, with a port or without. */
  allowedHosts: readonly string[];
  /** Where the operator says so, for the message. */
  setting: string;
  /** How names are resolved; the system's way when absent. */
  resolve?: Resolve | undefined;
};

/**
 * Options of a request that may only go to the public internet, or to where the operator allows.
 * @throws AppError `bad_request` when the address itself is not public; the connection fails so when its name is not
 */
export function publicOnly(
  url: URL,
  { allowedHosts, setting, resolve }: PublicOnly,
): { lookup?: LookupFunction } {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (allowedHosts.includes(host) || allowedHosts.includes(url.host)) return {};
  if (isIP(host) !== 0 && !isPublicAddress(host)) throw notPublic(host, setting);
  return { lookup: publicLookup(resolve, setting) };
}

/** `bad_request`: trying again would change nothing until somebody changes the address. */
function notPublic(host: string, setting: string): AppError {
  return new AppError(
    'bad_request',
    `"${host}" is an address inside the network, which is not reached from here. The operator can allow it in ${setting}.`,
  );
}
