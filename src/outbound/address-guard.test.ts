import { deepEqual, equal, ok } from 'node:assert/strict'
import { test } from 'node:test'
import { isPublicAddress, reachable, type Resolve } from './address-guard.ts'

for (const address of [
  '0.0.0.0',
  '10.0.0.1',
  '100.64.0.1',
  '100.100.100.200',
  '127.0.0.1',
  '127.255.255.255',
  '168.63.129.16',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.192',
  '192.168.1.1',
  '198.18.0.1',
  '203.0.113.9',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:8.8.8.8',
  '::127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2001::1',
  '2001:db8::1',
  '2002:7f00:1::',
  '3fff::1',
  'fc00::1',
  'fd00:ec2::254',
  'fe80::1',
  'fe80::1%eth0',
  'ff02::1',
  'not an address',
  '',
])
  test(`not reached for strangers: ${address}`, () => equal(isPublicAddress(address), false))

for (const address of [
  '8.8.8.8',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '126.255.255.255',
  '128.0.0.0',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '223.255.255.255',
  '2001:4860:4860::8888',
  '2606:4700::1111',
])
  test(`somebody else's machine: ${address}`, () => equal(isPublicAddress(address), true))

const stands =
  (...addresses: string[]): Resolve =>
  async () =>
    addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 }))

test('one private address among several refuses the name', async () => {
  const resolve = stands('8.8.8.8', '127.0.0.1')
  ok('problem' in (await reachable('hooks.example.org', { anywhere: false, resolve })))
})

test('a name without an address is refused', async () => {
  ok('problem' in (await reachable('hooks.example.org', { anywhere: true, resolve: stands() })))
})

test('an address that stands in the URL is judged without asking anyone', async () => {
  const resolve: Resolve = () => Promise.reject(new Error('nobody is to be asked'))
  ok('problem' in (await reachable('169.254.169.254', { anywhere: false, resolve })))
  deepEqual(await reachable('8.8.8.8', { anywhere: false, resolve }), [
    { address: '8.8.8.8', family: 4 },
  ])
})
