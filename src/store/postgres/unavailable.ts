/** Why the embedded PostgreSQL cannot run. Public: it is printed, and `tocsin doctor` names it. */
export type UnavailableReason =
  | 'directory-in-use'
  | 'no-binaries'
  | 'out-of-reach'
  | 'other-version'
  | 'did-not-start'

/** The machine, not the code, is in the way. `message` says what is wrong and how to mend it. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable'
  readonly reason: UnavailableReason

  constructor(reason: UnavailableReason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
