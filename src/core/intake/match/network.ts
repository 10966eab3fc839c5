/** Whether a text is an address inside a network. IPv4 addresses written as IPv6 (`::ffff:10.1.2.3`) are IPv4. */
export type Network = (address: string) => boolean

const GROUPS = 8
const BITS = 128
/** An IPv4 address is kept as its mapped IPv6 one: 96 bits before it. */
const MAPPED_BITS = 96

/** Reads `10.0.0.0/8`, `2001:db8::/32`, or one address; undefined when it is none of them. */
export function compileNetwork(text: string): Network | undefined {
  const [address = '', size, ...rest] = text.trim().split('/')
  const base = parseAddress(address)
  if (base === undefined || rest.length > 0) return undefined
  const isFour = !address.includes(':')
  const most = isFour ? BITS - MAPPED_BITS : BITS
  if (size !== undefined && (!/^\d{1,3}$/.test(size) || Number(size) > most)) return undefined
  const bits = (size === undefined ? most : Number(size)) + (isFour ? MAPPED_BITS : 0)
  const shift = BigInt(BITS - bits)
  const prefix = base >> shift
  return given => {
    const value = parseAddress(given.trim())
    return value !== undefined && value >> shift === prefix
  }
}

/** As a number of 128 bits; undefined when it is no address. */
export function parseAddress(text: string): bigint | undefined {
  if (text.length > 64) return undefined
  const four = parseFour(text)
  if (four !== undefined) return (0xffffn << 32n) | four
  // A zone (`fe80::1%eth0`) says through which interface, not which address.
  const groups = groupsOf(text.replace(/%[\w.-]+$/, ''))
  return groups?.reduce((sum, group) => (sum << 16n) | BigInt(group), 0n)
}

function parseFour(text: string): bigint | undefined {
  const found = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text)
  const parts = found?.slice(1).map(Number)
  if (parts === undefined || parts.some(part => part > 255)) return undefined
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
}

function groupsOf(text: string): readonly number[] | undefined {
  const halves = text.split('::')
  if (halves.length > 2 || !text.includes(':')) return undefined
  const read = halves.map(half => (half === '' ? [] : half.split(':').flatMap(readGroup)))
  const [front = [], back] = read
  if ([...front, ...(back ?? [])].some(Number.isNaN)) return undefined
  const missing = GROUPS - front.length - (back?.length ?? 0)
  if (back === undefined) return missing === 0 ? front : undefined
  return missing < 1 ? undefined : [...front, ...Array<number>(missing).fill(0), ...back]
}

/** One group, or the two that an IPv4 address at the end stands for; NaN when it is neither. */
function readGroup(group: string, index: number, groups: readonly string[]): readonly number[] {
  if (/^[0-9a-f]{1,4}$/i.test(group)) return [parseInt(group, 16)]
  const four = index === groups.length - 1 ? parseFour(group) : undefined
  return four === undefined ? [NaN] : [Number(four >> 16n), Number(four & 0xffffn)]
}
