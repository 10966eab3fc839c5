/** What a plan source may at most hold. Beyond these it is refused with a mistake, never cut short. */

/** UTF-16 code units of source text: 1 MiB of ASCII. */
export const SOURCE_LENGTH_MAX = 1_048_576
/** Values after aliases are written out, so that a few lines of aliases cannot grow into gigabytes. */
export const SOURCE_VALUES_MAX = 200_000
/** Mappings and lists inside each other. */
export const SOURCE_DEPTH_MAX = 32
/** Mistakes reported at once: the rest is only counted. */
export const MISTAKES_MAX = 200

/** Characters of one text (a statement, a template body, a help text). */
export const TEXT_LENGTH_MAX = 20_000
/** Characters of a title or another text on one line. */
export const LINE_LENGTH_MAX = 400
/** Characters of an id. */
export const ID_LENGTH_MAX = 64
/** Entries of one section, and items of one list. */
export const ENTRIES_MAX = 5_000
export const LEVELS_MAX = 20
/** Tiers of systems; 1 is the most critical. */
export const TIERS_MAX = 9
/** Longest span, in years: beyond it calendar arithmetic leaves what `Temporal` can hold. */
export const SPAN_YEARS_MAX = 100
/** People whose approval one thing needs, and people under one role. */
export const PEOPLE_ASKED_MAX = 100
/** Times in a period that a quota may ask for. */
export const QUOTA_MAX = 1_000
/** How often a page goes round everyone before the level above is woken. */
export const ROUNDS_MAX = 100
