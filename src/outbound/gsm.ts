// Text messages: the alphabet of GSM 03.38 takes 160 characters in one part and 153 in each of several; anything else is
// sent as UCS-2, with 70 and 67.

const BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
/** Each costs two: they are escaped. */
const EXTENDED = new Set('^{}[]~\\|€')
const PARTS: Readonly<Record<'gsm' | 'ucs2', { readonly one: number; readonly each: number }>> = {
  gsm: { one: 160, each: 153 },
  ucs2: { one: 70, each: 67 },
}

const PLAIN: Readonly<Record<string, string>> = {
  '“': '"',
  '”': '"',
  '„': '"',
  '«': '"',
  '»': '"',
  '‘': "'",
  '’': "'",
  '‚': "'",
  '`': "'",
  '´': "'",
  '–': '-',
  '—': '-',
  '−': '-',
  '…': '...',
  '→': '->',
  '×': 'x',
  '·': '.',
  '•': '-',
  '\u00a0': ' ',
  '\t': ' ',
}

/** In how many parts a text goes out. */
export function partsOf(text: string): number {
  const kind = isGsm(text) ? 'gsm' : 'ucs2'
  const length = kind === 'gsm' ? gsmLength(text) : text.length
  const { one, each } = PARTS[kind]
  return length <= one ? 1 : Math.ceil(length / each)
}

/**
 * The text in the alphabet of telephones, where that loses little: accents that it lacks are dropped, and quotes and dashes
 * become plain. A text of another script is left as it is, since question marks tell nobody anything.
 */
export function plainForPhones(text: string): string {
  let lost = 0
  const plain = [...text]
    .map(character => {
      if (BASIC.has(character) || EXTENDED.has(character)) return character
      const simple = PLAIN[character] ?? withoutAccents(character)
      if (simple !== undefined) return simple
      lost++
      return '?'
    })
    .join('')
  return lost > text.length / 10 ? text : plain
}

function withoutAccents(character: string): string | undefined {
  const bare = character.normalize('NFKD').replaceAll(/\p{M}/gu, '')
  return bare !== '' && [...bare].every(it => BASIC.has(it)) ? bare : undefined
}

/** As much of a text as leaves a message within `partsMax` together with what follows it. */
export function fitted(text: string, tail: string, partsMax: number): string {
  if (partsOf(text + tail) <= partsMax) return text + tail
  const characters = [...text]
  let low = 0
  let high = characters.length
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (partsOf(`${characters.slice(0, middle).join('')}...${tail}`) <= partsMax) low = middle
    else high = middle - 1
  }
  return `${characters.slice(0, low).join('').trimEnd()}...${tail}`
}

function isGsm(text: string): boolean {
  return [...text].every(character => BASIC.has(character) || EXTENDED.has(character))
}

function gsmLength(text: string): number {
  return [...text].reduce((sum, character) => sum + (EXTENDED.has(character) ? 2 : 1), 0)
}
