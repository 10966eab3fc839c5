import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/** An address that a name stood for when it was looked up. */
export type Resolved = { readonly address: string; readonly family: 4 | 6 }
export type Resolve = (host: string) => Promise<readonly Resolved[]>

/**
 * IPv4 addresses that are not somebody else's machine on the internet: IANA's special-purpose registry (RFC 6890),
 * multicast, and the one metadata service that sits at a public address (Azure). The others, 169.254.169.254 and
 * 100.100.100.200, are in ranges named here.
 */
const REFUSED_4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['168.63.129.16', 32],
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
]

/**
 * Of IPv6 only global unicast (2000::/3) can be reached, less what is special in there. So loopback, link-local,
 * unique local, multicast, IPv4-mapped (::ffff:0:0/96) and NAT64 (64:ff9b::/96) are refused without being named.
 */
const GLOBAL_6: readonly [string, number] = ['2000::', 3]
const REFUSED_6: readonly (readonly [string, number])[] = [
  ['2001::', 23], // protocol assignments; Teredo and its IPv4 address among them
  ['2001:db8::', 32],
  ['2002::', 16], // 6to4, which wraps an IPv4 address
  ['3fff::', 20],
]

const refused4 = subnets(REFUSED_4, 'ipv4')
const global6 = subnets([GLOBAL_6], 'ipv6')
const refused6 = subnets(REFUSED_6, 'ipv6')

/** Whether an IP address may be reached on behalf of someone who only gave us a URL. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !refused4.check(address, 'ipv4')
  if (family === 6) return global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6')
  return false
}

/** Everything that the system's resolver gives for a name, so that each can be looked at. */
export const resolveAll: Resolve = async host => {
  const found = await lookup(host, { all: true, order: 'verbatim' })
  return found.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }))
}

/**
 * The addresses to connect to for the host of a URL, or why there are none. One refused address among several refuses
 * the name: a name that stands for both a public and a private machine is either a mistake or an attack.
 */
export async function reachable(
  host: string,
  { anywhere, resolve }: { readonly anywhere: boolean; readonly resolve: Resolve },
): Promise<readonly Resolved[] | { readonly problem: string }> {
  const literal = isIP(host)
  const found: readonly Resolved[] =
    literal === 0 ? await resolve(host) : [{ address: host, family: literal === 6 ? 6 : 4 }]
  if (found.length === 0) return { problem: 'The host has no address.' }
  if (!anywhere && !found.every(({ address }) => isPublicAddress(address)))
    return {
      problem: 'The host is inside a private network and TOCSIN_WEBHOOK_ALLOW does not list it.',
    }
  return found
}

function subnets(nets: readonly (readonly [string, number])[], family: 'ipv4' | 'ipv6'): BlockList {
  const list = new BlockList()
  for (const [net, prefix] of nets) list.addSubnet(net, prefix, family)
  return list
}
