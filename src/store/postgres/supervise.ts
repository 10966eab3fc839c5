// Starts a postmaster that does not outlive this process, and says when it is ready.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { under, type Account } from '#/store/postgres/account.ts'
import { isAlive, readPostmaster } from '#/store/postgres/postmaster.ts'
import { PostgresUnavailable } from '#/store/postgres/unavailable.ts'

/** A postmaster that takes connections. */
export type Supervised = {
  /** Settles when it has ended, whoever ended it, and its processes with it. */
  readonly ended: Promise<void>
  /** Asks for a fast shutdown: sessions are cut, all that is committed is written. `ended` tells when. */
  readonly end: () => void
}

export type Launch = {
  readonly account: Account
  readonly postgres: string
  readonly cluster: string
  /** `name=value` settings, given on the command line so that no file has to be edited. */
  readonly settings: readonly string[]
  /** Is given each line that PostgreSQL logs. */
  readonly log: (line: string) => void
}

/** Starts until it is ready. Throws `PostgresUnavailable` (`did-not-start`) with what PostgreSQL said. */
export async function launch(launching: Launch): Promise<Supervised> {
  for (let attempt = 1; ; attempt++) {
    const started = start(launching)
    if (await isReady(started, launching.cluster)) return started
    const said = started.said()
    if (attempt === ATTEMPTS_MAX || !PASSING.test(said)) {
      throw new PostgresUnavailable('did-not-start', `PostgreSQL did not start: ${said}`)
    }
    await sleep(RETRY_MILLISECONDS)
  }
}

// After kill -9 of the postmaster its children need a moment to notice. Nothing else is worth a second try.
const PASSING = /shared memory block .* is still in use/
const ATTEMPTS_MAX = 200
const RETRY_MILLISECONDS = 50
const READY_POLL_MILLISECONDS = 5
const LINES_KEPT_MAX = 20

// The shell waits on its standard input, a pipe whose other end only this process holds: when this
// process ends, however it ends, the shell reads the end of it and PostgreSQL gets a fast shutdown.
// Signals of the terminal are for us to answer, hence the trap and, below, a session of its own.
const WATCHDOG = `
trap "" INT TERM HUP
exec 3<&0
"$0" "$@" </dev/null 3<&- & postmaster=$!
(read -r _ <&3; kill -INT $postmaster) & watch=$!
wait $postmaster; status=$?
kill -KILL $watch 2>/dev/null
exit $status`

type Started = Supervised & { readonly said: () => string; readonly hasEnded: () => boolean }

function start({ account, postgres, cluster, settings, log }: Launch): Started {
  const flags = settings.flatMap(setting => ['-c', setting])
  const command = ['/bin/sh', '-c', WATCHDOG, postgres, '-D', cluster, ...flags]
  const { file, args, options } = under(account, command)
  const child = spawn(file, args, { ...options, stdio: ['pipe', 'ignore', 'pipe'], detached: true })
  const lines: string[] = []
  createInterface({ input: child.stderr }).on('line', line => {
    lines.push(line)
    if (lines.length > LINES_KEPT_MAX) lines.shift()
    log(line)
  })
  const { promise: ended, resolve } = Promise.withResolvers<void>()
  let hasEnded = false
  const conclude = () => {
    hasEnded = true
    resolve()
  }
  child.once('error', error => {
    lines.push(error.message)
    conclude()
  })
  // Not `exit`: the pipe of the log closes when the last of its processes is gone and its words are read.
  child.once('close', conclude)
  return {
    ended,
    end: () => void child.stdin.end(),
    said: () => lines.join('\n'),
    hasEnded: () => hasEnded,
  }
}

async function isReady(started: Started, cluster: string): Promise<boolean> {
  while (!started.hasEnded()) {
    const postmaster = readPostmaster(cluster)
    if (postmaster?.isReady === true && isAlive(postmaster.pid)) return true
    await sleep(READY_POLL_MILLISECONDS)
  }
  return false
}
