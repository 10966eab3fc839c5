/** Ids of the fields that keys lead to. */
export const NOTE_FIELD = 'note'
export const SEARCH_FIELD = 'timeline-search'
