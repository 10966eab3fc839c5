/** Every way `tocsin` ends. Scripts branch on these numbers: a number is never given a second meaning. */
export const EXIT = {
  ok: 0,
  bug: 1,
  usage: 2,
  refused: 3,
  notFound: 4,
  faults: 5,
  unreachable: 6,
  notAllowed: 7,
} as const

/** One of the numbers in `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** What each means to whoever runs it, as docs/reference/cli.md lists them. */
export const EXIT_MEANS: Readonly<Record<keyof typeof EXIT, string>> = {
  ok: 'It did what was asked.',
  bug: 'A mistake of ours, here or in the server: please report what was printed.',
  usage: 'What was typed cannot be understood, or a file that it names cannot be read or written.',
  refused: 'Understood, and refused: by the plan, by the incident as it stands, or by a limit.',
  notFound:
    'There is no such incident, plan, page, promise or token, or none that this caller may see.',
  faults:
    'Something is wrong with what was looked at: mistakes or errors in a plan, directory or scenario, a record that is not intact, a check of `doctor` that failed.',
  unreachable: 'The server does not answer, or is not ready.',
  notAllowed: 'No token, an unknown or revoked one, or one that may not do this.',
}
