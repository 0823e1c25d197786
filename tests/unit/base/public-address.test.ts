import { expect, test } from 'vitest';
import { isPublicAddress, publicLookup } from '../../../server/base/index.ts';

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.0.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:10.0.0.1',
  '::ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '2002:7f00:1::',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  'localhost',
  '',
  '2130706433',
  '0x7f.1',
])('inside, or no address at all: %s', (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each([
  '1.1.1.1',
  '93.184.216.34',
  '172.32.0.1',
  '192.169.0.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81b::200e',
])('public: %s', (address) => expect(isPublicAddress(address)).toBe(true));

const answer = (...addresses: string[]) =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));

function look(addresses: ReturnType<typeof answer>): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  publicLookup(async () => addresses)('hook.example', {}, (error, address) =>
    error ? reject(error) : resolve(String(address)),
  );
  return promise;
}

test('a name is resolved to what was checked', async () => {
  expect(await look(answer('93.184.216.34', '1.1.1.1'))).toBe('93.184.216.34');
});

test('one answer inside the network is enough to refuse', async () => {
  const refused = 'is an address inside the network';
  await expect(look(answer('93.184.216.34', '127.0.0.1'))).rejects.toThrow(refused);
  await expect(look(answer('::1'))).rejects.toThrow(refused);
  await expect(look([])).rejects.toThrow(refused);
});
