// A child process that does not outlive this one.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { under, type Account } from '#/store/postgres/account.ts'

export type Watched = {
  /** Settles when it and the processes that it started have ended: with its exit code, 0 for success. */
  readonly ended: Promise<number>
  readonly hasEnded: () => boolean
  /** Interrupts it. PostgreSQL answers with a fast shutdown: sessions are cut, what is committed is written. */
  readonly end: () => void
  /** The last lines that it wrote on its standard error. */
  readonly said: () => string
}

const LINES_KEPT_MAX = 20
const FAILED_TO_START = 127

// The shell waits on its standard input, a pipe whose other end only this process holds: when this
// process ends, however it ends, the shell reads the end of it and interrupts the program.
// Signals of the terminal are for us to answer, hence the trap and, below, a session of its own.
const WATCHDOG = `
trap "" INT TERM HUP
exec 3<&0
"$0" "$@" </dev/null 3<&- & program=$!
(read -r _ <&3; kill -INT $program) & watch=$!
wait $program; status=$?
kill -KILL $watch 2>/dev/null
exit $status`

/** Starts a program under an account. `log` is given each line that it writes on its standard error. */
export function startWatched(
  account: Account,
  command: readonly string[],
  log: (line: string) => void,
): Watched {
  const { file, args, options } = under(account, ['/bin/sh', '-c', WATCHDOG, ...command])
  const child = spawn(file, args, { ...options, stdio: ['pipe', 'ignore', 'pipe'], detached: true })
  const lines: string[] = []
  createInterface({ input: child.stderr }).on('line', line => {
    lines.push(line)
    if (lines.length > LINES_KEPT_MAX) lines.shift()
    log(line)
  })
  const { promise: ended, resolve } = Promise.withResolvers<number>()
  let hasEnded = false
  const conclude = (code: number) => {
    hasEnded = true
    resolve(code)
  }
  child.once('error', error => {
    lines.push(error.message)
    conclude(FAILED_TO_START)
  })
  // Not `exit`: the pipe of the log closes when the last of its processes is gone and its words are read.
  child.once('close', code => conclude(code ?? FAILED_TO_START))
  return {
    ended,
    hasEnded: () => hasEnded,
    end: () => void child.stdin.end(),
    said: () => lines.join('\n'),
  }
}
