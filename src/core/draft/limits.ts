/** What a document may at most hold to be drafted from. Beyond these it is refused, never cut short. */

/** UTF-16 code units: 1 MiB of ASCII. */
export const DOCUMENT_LENGTH_MAX = 1_048_576
/** Sentences, points, rows and headings of one document. */
export const SENTENCES_MAX = 5_000
/** Lists inside each other. What is nested deeper belongs to the last level. */
export const NESTING_MAX = 12
/** Columns of a table. What stands in further ones belongs to the last. */
export const COLUMNS_MAX = 40
/** Characters of one sentence: one that is longer is read as several. */
export const SENTENCE_LENGTH_MAX = 4_000
/** Characters of a title; a longer sentence stands in full in the help text beside it. */
export const TITLE_LENGTH_MAX = 120
/** Characters of a label before a colon. */
export const LABEL_LENGTH_MAX = 60
