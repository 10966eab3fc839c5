// What people are told by mail about accounts, in words.
import type { AccountEvent, AccountEventType } from '#/app/sign-in/events.ts'

export type Letter = { readonly subject: string; readonly lines: readonly string[] }

/** What is told to whoever the account is: somebody else may have done it with their session. */
const OWN: Readonly<Partial<Record<AccountEventType, string>>> = {
  'password-changed': 'The password of your account was changed.',
  'passkey-added': 'A passkey was added to your account.',
  'passkey-removed': 'A passkey was removed from your account.',
  'totp-added': 'An authenticator app was added to your account.',
  'totp-removed': 'The authenticator app of your account was removed.',
  'recovery-code-used': 'Somebody signed in to your account with a recovery code.',
  'contact-confirmed': 'An address at which Tocsin reaches you was confirmed on your account.',
  'contact-removed': 'An address at which Tocsin reaches you was removed from your account.',
  'invitation-accepted': 'A link of an owner was used to set a new way into your account.',
}

/** Undefined for what nobody is told of. `name`: of whoever it is about, as people read it. */
export function letterAbout(
  { type, at, about = {} }: AccountEvent,
  name: string,
  publicUrl: string,
): Letter | undefined {
  const where = [`When: ${at}`, `From: ${about['address'] ?? 'this installation’s page'}`]
  const settings = `${publicUrl}/settings`
  if (type === 'break-glass-used')
    return {
      subject: `Tocsin: ${name} has signed in by break-glass`,
      lines: [
        `${name} has signed in with a recovery code, past the identity provider.`,
        ...where,
        `Reason given: ${about['reason'] ?? 'none'}`,
        '',
        'You are told because you are an owner. If this was not expected, end their sessions and look at the record:',
        settings,
      ],
    }
  const own = OWN[type]
  if (own === undefined) return undefined
  return {
    subject: `Tocsin: ${own.replace(/\.$/, '')}`,
    lines: [
      own,
      ...where,
      '',
      'If this was not you, end your other sessions, change your password, and tell an owner:',
      settings,
    ],
  }
}
