// What rings at night, and what does not, though everything quiet has failed.
import { test } from 'node:test'
import { town } from '../kit/people.ts'
import { openTown } from './town.ts'

const { they, of, report, tell } = await openTown(
  'tiered',
  town(
    {
      positions: { 'on-call': ['fay'], engineer: ['eli'], cto: ['ana'] },
      groups: { 'technical-leadership': ['ana'] },
    },
    {
      ana: {
        reach: {
          pages: [{ afterMinutes: 0, via: ['voice'] }],
          quiet: { from: '22:00', to: '07:00', zone: 'UTC' },
        },
      },
    },
  ),
  '2026-03-02T03:00:00Z',
)

test('T1.2 in quiet hours a message whose mail fails goes over what does not ring, and a page rings', async () => {
  they.breaks('email', 'ana')
  const incident = await report({ title: 'Odd tokens', source: 'automatic-detection' })
  of('ana').slack.expect('Odd tokens')
  of('ana').sms.isSilent()
  of('ana').voice.isSilent()
  of('ana').push.isSilent()
  await tell(incident, 'fay', { do: 'call-in', person: 'ana', reason: 'Whose are these?' })
  of('ana').voice.expect('Whose are these?')
})
