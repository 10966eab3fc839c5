// Recovery codes: ten at a time, each works once, kept as hashes. 80 bits each, so that a plain hash suffices.
import type { Shell } from '#/app/shell.ts'
import type { Db, Transaction } from '#/store/db.ts'
import { replaceRecoveryCodes, takeRecoveryCode } from '#/store/second-factors.ts'

export const RECOVERY_CODES = 10

/** Neither I nor L nor O nor U: they are written down by hand. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz'
const CODE_LENGTH = 16

/** New codes; those before work no more. Shown once. */
export async function makeRecoveryCodes(
  shell: Pick<Shell, 'now' | 'notary'>,
  tx: Transaction,
  account: string,
): Promise<readonly string[]> {
  const codes = Array.from({ length: RECOVERY_CODES }, () => newCode(shell.notary.newSalt()))
  const hashes = codes.map(code => hashOf(shell, account, code))
  await replaceRecoveryCodes(tx, { accountId: account, hashes, at: shell.now() })
  return codes
}

/** Whether a code is right; then it is used. */
export async function useRecoveryCode(
  shell: Pick<Shell, 'now' | 'notary'>,
  db: Db,
  { account, code }: { readonly account: string; readonly code: string },
): Promise<boolean> {
  const hash = hashOf(shell, account, code)
  return takeRecoveryCode(db, { accountId: account, hash, at: shell.now() })
}

/** `salt`: 128 bits in hex, of which 80 are taken. */
function newCode(salt: string): string {
  const bits = BigInt(`0x${salt}`)
  const letters = Array.from(
    { length: CODE_LENGTH },
    (_, index) => ALPHABET[Number((bits >> BigInt(index * 5)) & 31n)] ?? '',
  ).join('')
  return letters.replaceAll(/(.{4})(?=.)/g, '$1-')
}

/** As it may be typed: with or without dashes, in capitals, with letters that look like others. */
function hashOf({ notary }: Pick<Shell, 'notary'>, account: string, code: string): string {
  const plain = code
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll('o', '0')
    .replaceAll(/[il]/g, '1')
  return notary.sha256(`${account} ${plain}`)
}
