import type { ErrorCode, LineCounter, YAMLError } from 'yaml'

import type { Mistake } from '#/core/plan/mistake.ts'

/** What the reader's own errors mean to someone who writes a plan: what is wrong, and what to write. */
const EXPLANATIONS: Readonly<Record<ErrorCode, readonly [string, string]>> = {
  ALIAS_PROPS: [
    'An alias (`*name`) cannot have an anchor or a tag of its own.',
    'Write the alias alone.',
  ],
  BAD_ALIAS: [
    'This alias or anchor has no usable name.',
    'Name it with letters and digits, or put text that begins with `*` or `&` in quotes.',
  ],
  BAD_COLLECTION_TYPE: [
    'The tag does not fit the kind of value that follows it.',
    'Leave the tag out.',
  ],
  BAD_DIRECTIVE: [
    'A line that begins with `%` is read as a directive, and this is none.',
    'Put the text in quotes, or remove the line.',
  ],
  BAD_DQ_ESCAPE: [
    'In double quotes a backslash begins an escape, and this is none.',
    'Write the backslash twice, or use single quotes.',
  ],
  BAD_INDENT: [
    'The indentation does not fit the lines around it.',
    'Indent with spaces, as far as its neighbours in the same list or mapping.',
  ],
  BAD_PROP_ORDER: [
    'Anchor and tag must come before the sign that begins the value.',
    'Write the anchor after the colon or dash, before the value.',
  ],
  BAD_SCALAR_START: [
    'Text cannot begin with this character unless it is in quotes.',
    'Put the text in quotes.',
  ],
  BLOCK_AS_IMPLICIT_KEY: [
    'A second key begins on the same line.',
    'Put text that holds a colon and a space in quotes; put keys on lines of their own.',
  ],
  BLOCK_IN_FLOW: [
    'Between brackets neither a list with dashes nor an indented mapping may stand.',
    'Write it with brackets too, or write the outer one without.',
  ],
  DUPLICATE_KEY: ['The key is there twice.', 'Keep one of the two.'],
  IMPOSSIBLE: [
    'This cannot be read.',
    'Look for a missing quote, bracket or colon on this line or the one above.',
  ],
  KEY_OVER_1024_CHARS: [
    'The key is longer than 1024 characters.',
    'Look for a missing colon or quote above.',
  ],
  MISSING_CHAR: [
    'Something is missing here: a comma, a colon, a space, a closing quote or a closing bracket.',
    'Close what was opened, and write a space after each colon and comma.',
  ],
  MULTILINE_IMPLICIT_KEY: [
    'A key goes over more than one line.',
    'Look for a missing colon; text on several lines begins with `|` or `>` or is in quotes.',
  ],
  MULTIPLE_ANCHORS: ['A value has two anchors.', 'Keep one of them.'],
  MULTIPLE_DOCS: [
    'The file holds more than one document.',
    'Remove the line `---`, or put each plan into a file of its own.',
  ],
  MULTIPLE_TAGS: ['A value has two tags.', 'Leave the tags out.'],
  NON_STRING_KEY: ['A key must be text.', 'Put the key in quotes.'],
  RESOURCE_EXHAUSTION: [
    'Brackets, mappings or lists are nested too deeply to be read.',
    'Nest less deeply.',
  ],
  TAB_AS_INDENT: ['A tab is used to indent.', 'Indent with spaces.'],
  TAG_RESOLVE_FAILED: ['The tag does not fit the value.', 'Leave the tag out.'],
  UNEXPECTED_TOKEN: [
    'Something stands here that does not belong here.',
    'Look for text that wants quotes, or for a bracket, dash or colon too many on this line or the one above.',
  ],
}

/** The library calls a bracket that is never closed badly indented. */
const BRACKET_OPEN = [
  'A bracket that was opened above is not closed, or closed too far to the left.',
  'Close it, and indent its end further than the line on which it was opened.',
] as const

export function explainSyntax(error: YAMLError, text: string, lines: LineCounter): Mistake {
  const offset = Math.min(error.pos[0], text.length)
  const { line, col } = lines.linePos(offset)
  const [message, mend] =
    error.code === 'BAD_INDENT' && error.message.startsWith('Flow')
      ? BRACKET_OPEN
      : EXPLANATIONS[error.code]
  return {
    line: Math.max(1, line),
    column: Math.max(1, col),
    where: '',
    code: 'yaml-syntax',
    message,
    mend,
  }
}
