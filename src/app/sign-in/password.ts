// Passwords: argon2id, each with a salt of its own, in the PHC format (`$argon2id$v=19$m=19456,t=2,p=1$salt$hash`).
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** What one hash costs whoever guesses. */
export type PasswordCost = { readonly memoryKib: number; readonly passes: number }

/** OWASP's least for argon2id: 19 MiB, two passes, one lane; some 30 ms of one core. */
export const PASSWORD_COST: PasswordCost = { memoryKib: 19_456, passes: 2 }

export const PASSWORD_LENGTH_MIN = 10
export const PASSWORD_LENGTH_MAX = 200
/** They run on the threads on which names and files are looked up too, which must never all be taken. */
const AT_ONCE_MAX = 2
/** Whoever comes after so many is told to come again. */
const WAITING_MAX = 100
const SALT_BYTES = 16
const HASH_BYTES = 32

export type Passwords = {
  readonly hash: (password: string) => Promise<string>
  /** Takes as long for an account without a password, so that nobody learns which accounts there are. */
  readonly matches: (password: string, hash: string | null) => Promise<boolean>
  /** Whether a hash was made with other parameters than those of today. */
  readonly isOutdated: (hash: string) => boolean
}

/** Too many at once: the caller answers that it is busy. */
export class PasswordsBusy extends Error {
  override readonly name = 'PasswordsBusy'
}

const derive = promisify(argon2)

export function createPasswords({ memoryKib, passes }: PasswordCost): Passwords {
  const inTurn = createTurns()
  const hashWith = (password: string, salt: Buffer, cost: PasswordCost) =>
    inTurn(() =>
      derive('argon2id', {
        message: Buffer.from(password.normalize('NFC'), 'utf8'),
        nonce: salt,
        parallelism: 1,
        tagLength: HASH_BYTES,
        memory: cost.memoryKib,
        passes: cost.passes,
      }),
    )
  return {
    async hash(password) {
      const salt = randomBytes(SALT_BYTES)
      const hash = await hashWith(password, salt, { memoryKib, passes })
      return `$argon2id$v=19$m=${memoryKib},t=${passes},p=1$${encode(salt)}$${encode(hash)}`
    },
    async matches(password, hash) {
      const read = hash === null ? undefined : parse(hash)
      const given = await hashWith(
        password,
        read?.salt ?? Buffer.alloc(SALT_BYTES),
        read?.cost ?? { memoryKib, passes },
      )
      return read !== undefined && timingSafeEqual(given, read.hash)
    },
    isOutdated(hash) {
      const { cost } = parse(hash) ?? {}
      return cost?.memoryKib !== memoryKib || cost.passes !== passes
    },
  }
}

function parse(text: string) {
  const [, memory, passes, salt = '', hash = ''] =
    /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=1\$([\w+/]+)\$([\w+/]+)$/.exec(text) ?? []
  const bytes = Buffer.from(hash, 'base64')
  if (bytes.length !== HASH_BYTES) return undefined
  return {
    cost: { memoryKib: Number(memory), passes: Number(passes) },
    salt: Buffer.from(salt, 'base64'),
    hash: bytes,
  }
}

function encode(bytes: Buffer): string {
  return bytes.toString('base64').replaceAll('=', '')
}

function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = []
  let running = 0
  return async work => {
    if (running >= AT_ONCE_MAX) {
      if (waiting.length >= WAITING_MAX) throw new PasswordsBusy('Too many passwords at once.')
      // Whoever ends hands its turn on, so the count stays as it is.
      await new Promise<void>(resolve => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) running -= 1
      else next()
    }
  }
}

/** What is wrong with a new password, in a word that the API names; `own` are the names of whoever it is for. */
export function weaknessOf(
  password: string,
  own: readonly string[],
): 'short' | 'repeated' | 'own-name' | undefined {
  const plain = password.toLowerCase()
  if ([...password].length < PASSWORD_LENGTH_MIN) return 'short'
  if (new Set(plain).size < DIFFERENT_MIN) return 'repeated'
  const left = own
    .flatMap(name => name.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter(name => name.length >= OWN_NAME_LENGTH_MIN)
    .reduce((rest, name) => rest.replaceAll(name, ''), plain)
  return left.length < PASSWORD_LENGTH_MIN / 2 ? 'own-name' : undefined
}

const DIFFERENT_MIN = 5
const OWN_NAME_LENGTH_MIN = 3
