/** Every way `tocsin` ends. Scripts branch on these numbers: a number is never given a second meaning. */
export const EXIT = {
  /** It did what was asked. */
  ok: 0,
  /** A bug of ours: what was printed goes into a report. */
  bug: 1,
  /** What was typed cannot be understood, or a file named in it cannot be read. */
  usage: 2,
  /** Understood, and refused: by the plan, by the incident as it stands, or by a limit. */
  refused: 3,
  /** There is no such incident, plan, token or person, or none that this caller may see. */
  notFound: 4,
  /** A check found something: mistakes in a plan, errors in it, a record that is not intact. */
  faults: 5,
  /** The server did not answer. */
  unreachable: 6,
  /** No token, a token that is not valid, or one that may not do this. */
  notAllowed: 7,
} as const

/** One of the numbers in `EXIT`. */
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]
