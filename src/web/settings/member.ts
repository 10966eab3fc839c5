import type { Answer } from '../api/client.ts'
import type { Words } from '../words/words.ts'

export type Member = Answer<'list-members'>['members'][number]

/** How a member can sign in, each in words; that there is no way is said too. */
export function waysOf(
  { password, passkeys, totp, oidc }: Pick<Member, 'password' | 'passkeys' | 'totp' | 'oidc'>,
  words: Words['members']['waysOf'],
): readonly string[] {
  const ways = [
    password && words.password,
    password && totp && words.totp,
    passkeys > 0 && words.passkeys(passkeys),
    oidc && words.oidc,
  ].filter(way => way !== false)
  return ways.length === 0 ? [words.none] : ways
}
