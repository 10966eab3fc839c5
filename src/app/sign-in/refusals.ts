/** Every way in which signing in, and what belongs to it, says no, with what to do next. Codes are public; never renamed. */
export const SIGN_IN_REFUSALS = {
  'sign-in-failed':
    'Check the name and the password. Whoever has forgotten theirs asks an owner for a new link.',
  'guesses-stopped': 'Too many wrong guesses. Wait as long as `about` says, or sign in otherwise.',
  'second-factor-needed': 'Enter the code of the authenticator app, or a recovery code.',
  'code-wrong': 'Enter the newest code; each works once.',
  'session-ended': 'Sign in again.',
  'sign-in-again':
    'Sign out and in again: how one signs in is changed within an hour of having done so.',
  'session-needed': 'Sign in on the page: what is one’s own is changed by oneself, not by a token.',
  'not-from-page':
    'A session counts only for what this installation’s own page sends, with the header `tocsin-page: 1`.',
  'account-disabled': 'An owner has closed this account. Ask them to open it.',
  'password-weak':
    'Choose a longer one: at least ten characters that are not the name, nor always the same few.',
  'password-wrong': 'Enter the password that counts now.',
  'passwords-off': 'Sign in through the identity provider.',
  'provider-unknown': 'No identity provider is set up here. Sign in otherwise.',
  'provider-away':
    'The identity provider does not answer. Try again; owners can use a recovery code meanwhile.',
  'provider-refused':
    'The identity provider did not let this sign-in through. Try again, or ask its operators.',
  'sign-in-stale': 'Begin again: this sign-in was begun too long ago, or in another browser.',
  'email-not-verified':
    'The identity provider has no verified address of this person. Ask its operators.',
  'role-missing':
    'None of this person’s groups may come in here. Ask an owner, or who keeps the groups.',
  'member-not': 'Ask an owner for an invitation.',
  'subject-other':
    'This person signs in with another account of the provider. An owner’s new link lets them begin anew.',
  'break-glass-closed':
    'Without an identity provider there is nothing to go past. Sign in otherwise.',
  'way-needed': 'Give a password or a passkey: without one nobody could sign in again.',
  'set-up-done': 'This installation is set up. Sign in, or ask an owner for an invitation.',
  'link-unknown':
    'The link was used, withdrawn, or is too old. Ask for another; for the first set-up, restart Tocsin.',
  'passkey-failed': 'Try again; begin anew, since each question to a passkey is asked once.',
  'passkey-unknown': 'There is no such passkey. List yours with `get-account`.',
  'session-unknown': 'There is no such session, or it has ended.',
  'member-unknown': 'There is no such member. List them with `list-members`.',
  'invitation-unknown': 'There is no such invitation, or it was used or withdrawn.',
  'person-taken': 'Another person of the directory has this id or this address. Choose them.',
  'person-not-known': 'The directory has no such person. Add them, or choose another.',
  'person-invalid': 'The directory does not take this person: `about` says why.',
  'plan-not-kept': 'No such plan is kept. `look-at-set-up` lists what there is.',
  'last-owner': 'Make somebody else an owner first: without one nobody could let anybody in.',
  'way-last': 'Add another way to sign in first.',
  'totp-on': 'An authenticator app is in use. Remove it first, with a code of it.',
  'totp-not-begun': 'Begin with a new secret, and confirm it with a code of it.',
  'recovery-codes-needless': 'Add an authenticator app first, or be an owner.',
  'contact-unknown': 'There is no such way to reach you. List yours with `get-contacts`.',
  'contact-invalid': 'Correct the address: `about` says what is expected.',
  'contact-known': 'You are reached there already. List your ways with `get-contacts`.',
  'contacts-too-many': 'Remove one that you no longer use first.',
  'channel-not-set-up':
    'This installation sends nothing over this channel. Ask an operator to set it up, or choose another.',
  'contact-code-over':
    'No code of this address counts any more: it was used, is too old, or was tried too often. Have another sent.',
  'messages-too-many': 'Wait as long as `about` says; so many messages have gone out just now.',
  'message-not-taken': 'Nothing was sent: `about` says why. Correct the address, or try again.',
  'reach-invalid': 'Correct what `about` says of the steps, or leave them to the plan.',
  'nowhere-to-test':
    'Over none of these channels is there an address. Add one, or choose other channels.',
} as const satisfies Record<string, string>

export type SignInCode = keyof typeof SIGN_IN_REFUSALS

/** A no, with what it is about. */
export type SignInRefusal = {
  readonly no: SignInCode
  readonly about?: Readonly<Record<string, string | number>>
}

export function no(code: SignInCode, about?: SignInRefusal['about']): SignInRefusal {
  return about === undefined ? { no: code } : { no: code, about }
}
