/** A sentence with the condition under which it holds set apart. */
export type Conditioned = {
  readonly main: string
  readonly condition?: StatedCondition
}
export type StatedCondition = {
  /** In the document's words, without the word that introduces it. */
  readonly text: string
  /** `upon`: it names an instant from which something is owed ("Once contained"), rather than a case. */
  readonly kind: 'if' | 'upon'
  /** "if needed": a case of which the document does not say when it is. */
  readonly open: boolean
  /** It stands behind what it restricts. */
  readonly trailing?: true
  /** "As soon as", "immediately after": the words that want it at once. */
  readonly urgent?: string
}

const IF =
  'if|when|whenever|where|wherever|should|in (?:the )?(?:case|event) (?:of|that)|in case|provided that|unless'
/** "For P1 incidents, …": only where a kind of incident follows. */
const FOR =
  'for(?=[^,]*\\b(?:incidents?|breach(?:es)?|outages?|sev|tier|level|priority|critical|high|medium|low|major|[ps]\\d))'
const UPON =
  'upon|once|after|following|as soon as|immediately after|immediately upon|immediately following'
/** At the end of a sentence `should` is how binding it is, and "the following" begins a list. */
const IF_BEHIND = IF.replace('should|', '')
const UPON_BEHIND =
  '(?<!the )following|upon|once|after|as soon as|immediately after|immediately upon|immediately following'
const LEADING = new RegExp(
  `^(?:(?<if>${IF}|${FOR})|(?<upon>${UPON}))\\s+(?<text>[^,]{2,160}),\\s*(?:then\\s+)?(?<main>.{3,})$`,
  'is',
)
const TRAILING = new RegExp(
  `^(?<main>.{6,}?)[\\s,(]+(?:(?<if>${IF_BEHIND})|(?<upon>${UPON_BEHIND}))\\s+(?<text>[^()]{2,160}?)\\)?[.]?$`,
  'is',
)
const OPEN =
  /^(?:it is |they are |this is |deemed |so |as )*(?:needed|necessary|required|possible|applicable|appropriate|warranted|feasible|relevant|requested|reasonable|practical|available|affected|desired|you (?:have to|need to|must|can))(?:\s+(?:by|under) (?:law|applicable law|contract|regulations?|the circumstances))?$/i
/** `as needed` stands for a condition too, without one of the words above. */
const AS_OPEN =
  /[\s,(]+as (?<text>needed|necessary|required|applicable|appropriate|warranted)(?: by (?:applicable )?(?:law|laws|regulations?|contract))?\)?[.]?$/i

/** Sets the condition of a sentence apart; without one, the whole sentence is the main part. */
export function conditioned(sentence: string): Conditioned {
  const text = sentence.trim().replace(/\s*\((?:see|refer|e\.g|i\.e)[^()]*\)[.]?$/i, '')
  const as = AS_OPEN.exec(text)
  if (as !== null)
    return {
      main: text.slice(0, as.index).trim(),
      condition: { text: as.groups?.['text'] ?? '', kind: 'if', open: true },
    }
  const found = (LEADING.exec(text) ?? TRAILING.exec(text))?.groups
  const { main = '', if: cased, upon, text: stated = '' } = found ?? {}
  // "unless" turns the meaning round, and nobody here turns it back.
  if (found === undefined || stated === '' || /^unless$/i.test(cased ?? '')) return { main: text }
  if (asksWhen(main, cased) || isInPassing(text, main, stated, cased)) return { main: text }
  return {
    main: main.trim().replace(/[,(]$/, '').trim(),
    condition: {
      text: stated.trim(),
      kind: upon === undefined ? 'if' : 'upon',
      ...(upon !== undefined && /as soon as|immediately/i.test(upon)
        ? { urgent: `${upon} ${stated}`.trim() }
        : {}),
      open: OPEN.test(stated.trim()),
      ...(text.startsWith(main) ? { trailing: true as const } : {}),
    },
  }
}

const ASKS =
  /\b(?:document|record|note|identify|determine|log|know|decide|understand|list|find out|establish|confirm|check|verify|see|assess|evaluate|ask|consider|investigate|whether|sure|clarify|judge|including|and|of|on|about|state|define)$/i
/** Behind these the case belongs to a part of the sentence. */
const WITHIN = /\b(?:so|that|even|as|and|but|or|because|which|who|what|how|than|except)$/i

/** "Document when it began" and "Determine if data was lost" say what to find out, and not in which case. */
function asksWhen(main: string, cased: string | undefined): boolean {
  return cased !== undefined && (ASKS.test(main.trim()) || WITHIN.test(main.trim()))
}

/** "…, where notes are compared" tells more of it, and "if possible and …" goes on: neither restricts the whole. */
function isInPassing(
  text: string,
  main: string,
  stated: string,
  cased: string | undefined,
): boolean {
  const isTrailing = text.startsWith(main)
  if (!isTrailing) return false
  // What stands in brackets with more than a condition is a remark of its own.
  if ((main.match(/\(/g)?.length ?? 0) > (main.match(/\)/g)?.length ?? 0)) return true
  const isApart = /,\s*$/.test(text.slice(0, main.length + 1))
  if (/^where(?:ver)?$/i.test(cased ?? '') && !OPEN.test(stated.trim()))
    if (isApart || !/\b(?:is|are|was|were|has|have|may|applies|exists?)\b/i.test(stated))
      return true
  if (isApart && /^when$/i.test(cased ?? '')) return true
  return OPEN_BEGINS.test(stated.trim()) && !OPEN.test(stated.trim())
}

const OPEN_BEGINS =
  /^(?:needed|necessary|required|possible|applicable|appropriate|feasible)\b(?! by\b| under\b)/i
