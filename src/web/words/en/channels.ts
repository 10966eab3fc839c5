export const channels = {
  means:
    'Over what messages leave. A message that one of them does not carry goes out over the next. docs/channels.md says how each is set up.',
  setUp: 'Set up',
  notSetUp: 'Not set up',
  failing: 'Failing',
  worked: 'Last worked',
  failed: 'Last failed',
  neverUsed: 'Not used yet',
  needs: 'Needs',
  needsAddress: 'Needs nothing but an address of theirs for each person',
  tryIt: 'Try it',
  tryTitle: 'Try the channel',
  to: 'Address',
  toHint: 'Your own when left empty',
  send: 'Send one message',
  arrived: 'It was taken:',
  notArrived: 'It did not go out:',
}
