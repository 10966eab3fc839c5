/** What stands in a draft where the document had an address. */
export const ADDRESS_LEFT_OUT = '[address left out]'

const ADDRESSES: readonly RegExp[] = [
  /(?:mailto:)?[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu,
  // A number that one dials: with a plus, an area code in brackets, or in groups of three or more digits.
  /(?<![\w.])\+\d[\d ().-]{5,20}\d(?![\w-])/g,
  /(?<![\w.])\(\d{2,5}\)[ -]?\d[\d -]{4,14}\d(?![\w-])/g,
  /(?<![\w.-])(?:1-)?\d{3}[-. ]\d{3}[-. ]\d{4}(?![\w-])/g,
  /(?<![\w.-])\d{3}-\d{4}(?![\w-])/g,
  /(?<![\w.-])0\d{2,4}[ -]\d{3,4}[ -]\d{3,4}(?![\w-])/g,
]

/** A text without mail addresses and telephone numbers: those belong to the directory, and never into a plan. */
export function withoutAddresses(text: string): string {
  return ADDRESSES.reduce((rest, address) => rest.replace(address, ADDRESS_LEFT_OUT), text)
}
