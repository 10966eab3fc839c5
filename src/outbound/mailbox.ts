/** A name and a mail address, each fit to stand in a header and an SMTP command. */
export type Mailbox = { readonly name: string; readonly address: string }

/** RFC 5321 4.5.3.1: a path is at most 256 octets, the angle brackets included. */
const ADDRESS_CHARACTERS_MAX = 254

const ADDRESS =
  /^[^\s\p{C}<>()[\]\\,;:@"]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]{0,251}[\p{L}\p{N}])?$/u

/**
 * Whether `text` is one plain mail address. Quoted local parts and address literals are refused: nobody has one,
 * and each is a way to smuggle a second recipient or a command past whoever splits at commas.
 */
export function isMailAddress(text: string): boolean {
  return text.length <= ADDRESS_CHARACTERS_MAX && ADDRESS.test(text)
}

/** Reads `tocsin@example.org` or `Tocsin <tocsin@example.org>`. Gives undefined for anything else. */
export function parseMailbox(text: string): Mailbox | undefined {
  const named = /^\s*"?([^"<>\p{C}]*?)"?\s*<([^<>]+)>\s*$/u.exec(text)
  const address = named?.[2] ?? text.trim()
  if (!isMailAddress(address)) return undefined
  return { name: named?.[1] ?? '', address }
}
