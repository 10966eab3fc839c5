/** What a form leaves to be filled in: `[Name]`, `<role>`, `{{company}}`, `TBD`, `xxx`, `____`. */
const BLANKS: readonly RegExp[] = [
  // A footnote, a ticked box and what we left out ourselves are no blanks.
  /\[(?!\^|x\]|X\]|\s?\]|address left out)[^[\]\n]{1,80}\]/g,
  /<(?![=\s\d])[^<>\n]{1,60}>/g,
  /\{\{?[^{}\n]{1,60}\}?\}/g,
  /\b(?:tbd|tba|tbc|to be (?:determined|decided|defined|confirmed|announced|assigned|completed|filled in)|insert \w+ here|todo)\b/gi,
  /(?<!\w)(?:x{3,}|X{3,})(?!\w)/g,
  /_{3,}|\.{4,}|…{2,}/g,
  /\?{2,}/g,
]

/** The blanks in a text, each once, as they stand there. */
export function blanksIn(text: string): readonly string[] {
  return [...new Set(BLANKS.flatMap(blank => text.match(blank) ?? []))]
}

/** Whether a text holds nothing but blanks. */
export function isBlank(text: string): boolean {
  const left = BLANKS.reduce((rest, blank) => rest.replace(blank, ''), text)
  return left !== text && !/[\p{L}\p{N}]/u.test(left)
}
