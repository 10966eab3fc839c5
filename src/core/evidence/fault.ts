/** Everything that verification can find wrong, and what it means. Codes are public; never renamed. */
export const FAULTS = {
  'line-unreadable': 'This line is not one of a Tocsin pack.',
  'line-unexpected':
    'This line does not belong here: it names another incident, or one that was there before.',
  'format-unknown': 'The pack does not begin with a header of a format that this program knows.',
  'pack-cut': 'The pack does not end as it should: lines are missing.',
  'record-changed': 'The record does not have the hash that it was given: it was changed.',
  'chain-broken': 'The record does not continue the one before it.',
  gap: 'A version is missing, out of order, or there twice.',
  'text-changed': 'The text is not the one that the record commits to.',
  'text-missing': 'The text is gone, and no later event says that it was redacted.',
  'text-not-redacted': 'A later event says that this text was redacted, yet it is here.',
  'tail-cut': 'The log ends before the version that was on record.',
  'head-differs': 'The record at this version is not the one that was there before.',
  vanished: 'A checkpoint names this incident, and its log is not there.',
  'checkpoint-changed': 'The checkpoint does not have the hash that it was given: it was changed.',
  'checkpoint-broken': 'The checkpoint does not continue the one before it.',
  'checkpoint-missing': 'The checkpoint that was expected is not there.',
  'checkpoint-heads-differ': 'The heads beside the checkpoint are not those that it commits to.',
  'signature-wrong': 'The signature is not one of the key that the checkpoint names.',
  'key-unexpected': 'The checkpoint is signed with a key that is not the expected one.',
} as const satisfies Record<string, string>

export type FaultCode = keyof typeof FAULTS

/** One thing that is wrong, and where. `line` counts the lines of a pack from 1. */
export type Fault = {
  readonly code: FaultCode
  readonly line?: number
  readonly incident?: string
  readonly version?: number
  readonly checkpoint?: number
}
