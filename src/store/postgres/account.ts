// PostgreSQL refuses to run as root. When we are root it runs under another account.
import { spawnSync } from 'node:child_process'
import { statSync } from 'node:fs'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'

/** Who runs PostgreSQL: ourselves (no `user`), or that user, started by way of `prefix`. */
export type Account = { readonly user?: User; readonly prefix: readonly string[] }

export type User = { readonly uid: number; readonly gid: number }

/** Ourselves, or, when we are root, the user who shall own a cluster that lies or will lie at `cluster`. */
export function chooseUser(cluster: string): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  return ownerOf(cluster) ?? userNamed('postgres') ?? userNamed('nobody') ?? noUser()
}

/**
 * The account that can start `program` and write in `directory`, found by trying.
 * Throws `PostgresUnavailable` (`out-of-reach`) when there is none.
 *
 * A checkout in root's home, which only root may enter, is out of reach for the user that we change to.
 * So the second and third try keep one right of root: to pass through directories. The first of these
 * reads only; the container engines' default set lacks it, and has the second.
 */
export function reachingAccount(
  user: User | undefined,
  { program, directory }: { program: string; directory: string },
): Account {
  if (user === undefined) return { prefix: [] }
  const accounts = PREFIXES.map(prefix => ({ user, prefix: prefix(user) }))
  const account = accounts.find(candidate => reaches(candidate, [program, directory]))
  if (account !== undefined) return account
  throw new PostgresUnavailable(
    'out-of-reach',
    `PostgreSQL cannot run as root, and user ${user.uid} cannot reach ${program} and ${directory}. ` +
      'Run as an ordinary user, put the checkout and TOCSIN_DATA where that user may go, or set DATABASE_URL.',
  )
}

/** The command line and options of a child process under this account. */
export function under({ user, prefix }: Account, command: readonly string[]) {
  const [file = '', ...args] = [...prefix, ...command]
  // With a prefix it is setpriv that changes the user, since it must keep a capability over the change.
  return { file, args, options: { cwd: '/', env: ENVIRONMENT, ...(prefix.length > 0 ? {} : user) } }
}

// Nothing of our own environment reaches PostgreSQL: PGPORT or a locale in it would change what it does.
const ENVIRONMENT = { PATH: '/usr/local/bin:/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }

const PREFIXES: readonly ((user: User) => readonly string[])[] = [
  () => [],
  user => keeping('dac_read_search', user),
  user => keeping('dac_override', user),
]

function keeping(capability: string, { uid, gid }: User): readonly string[] {
  const rights = [`--inh-caps=+${capability}`, `--ambient-caps=+${capability}`]
  // Without this bit the kernel forgets the capability in access(2), with which initdb looks for its sister programs.
  const bits = '--securebits=+no_setuid_fixup'
  return ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', bits, ...rights, '--']
}

function reaches(account: Account, [program, directory]: readonly [string, string]): boolean {
  const probe = ['/bin/sh', '-c', '"$0" --version && test -w "$1"', program, directory]
  const { file, args, options } = under(account, probe)
  return spawnSync(file, args, options).status === 0
}

// A cluster that an ordinary user began stays that user's, also when root starts it once.
function ownerOf(cluster: string): User | undefined {
  const { uid, gid } = statSync(cluster, { throwIfNoEntry: false }) ?? { uid: 0, gid: 0 }
  return uid === 0 ? undefined : { uid, gid }
}

function userNamed(name: string): User | undefined {
  const [uid, gid] = ['-u', '-g'].map(option =>
    spawnSync('id', [option, name], { encoding: 'utf8' }),
  )
  if (uid?.status !== 0 || gid?.status !== 0) return undefined
  return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
}

function noUser(): never {
  throw new PostgresUnavailable(
    'out-of-reach',
    'PostgreSQL cannot run as root, and this machine has neither a user `postgres` nor `nobody`. ' +
      'Run as an ordinary user, or set DATABASE_URL.',
  )
}
