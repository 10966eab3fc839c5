import { Badge, Button, Code, Loader, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { Answer } from '../api/client.ts'
import { useAsk, useTell } from '../api/queries.ts'
import { Failure } from '../sign-in/failure.tsx'
import { Trouble } from '../ui/trouble.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import { Row, Rows } from './rows.tsx'
import { Section } from './section.tsx'

type Shown = Answer<'list-channels'>['channels'][number]
type Channel = Shown['channel']

/** What has to be set for each; nothing where an address is enough. */
const SETTINGS: Readonly<Record<Channel, readonly string[]>> = {
  email: ['TOCSIN_SMTP_URL'],
  slack: ['TOCSIN_SLACK_TOKEN', 'TOCSIN_SLACK_SIGNING_SECRET'],
  teams: [],
  sms: ['TOCSIN_TWILIO_ACCOUNT', 'TOCSIN_TWILIO_TOKEN', 'TOCSIN_TWILIO_FROM'],
  voice: ['TOCSIN_TWILIO_ACCOUNT', 'TOCSIN_TWILIO_TOKEN', 'TOCSIN_TWILIO_FROM'],
  push: ['TOCSIN_URL'],
  ntfy: [],
  mattermost: [],
  discord: [],
  webhook: ['TOCSIN_WEBHOOK_SECRET'],
  log: [],
}

/** Over what messages leave, how that fares, and a button to try it. */
export function Channels() {
  const { settings, channels: words } = useWords()
  const { data, error, refetch } = useAsk('list-channels')
  if (error !== null) return <Trouble error={error} again={() => void refetch()} />
  if (data === undefined) return <Loader />
  return (
    <Section title={settings.tabs.channels} means={words.means}>
      <Rows>
        {data.channels.map(shown => (
          <OneChannel key={shown.channel} shown={shown} />
        ))}
      </Rows>
    </Section>
  )
}

function OneChannel({ shown }: { readonly shown: Shown }) {
  const { contacts, channels: words } = useWords()
  const [isTrying, setTrying] = useState(false)
  const name = contacts.channels[shown.channel]
  return (
    <Row
      title={name}
      marks={<State shown={shown} />}
      facts={
        <>
          <Facts shown={shown} />
          {isTrying && <Trial channel={shown.channel} />}
        </>
      }
      actions={
        shown.set_up && !isTrying ? (
          <Button
            size="xs"
            variant="default"
            aria-label={`${words.tryIt}: ${name}`}
            onClick={() => setTrying(true)}
          >
            {words.tryIt}
          </Button>
        ) : undefined
      }
    />
  )
}

/** Whether it failed after it last worked. */
function isFailing({ worked, failed }: Shown): boolean {
  return failed !== null && (worked === null || failed > worked)
}

function State({ shown }: { readonly shown: Shown }) {
  const { channels: words } = useWords()
  const color = isFailing(shown) ? 'red' : 'teal'
  if (!shown.set_up)
    return (
      <Badge variant="default" tt="none">
        {words.notSetUp}
      </Badge>
    )
  return (
    <Badge
      variant="light"
      tt="none"
      styles={{
        root: {
          color: `var(--tocsin-${color}-text)`,
          background: `var(--tocsin-${color}-tint)`,
        },
      }}
    >
      {isFailing(shown) ? words.failing : words.setUp}
    </Badge>
  )
}

function Facts({ shown }: { readonly shown: Shown }) {
  const { channels: words } = useWords()
  const { channel, set_up: isSetUp, worked, failed, failure } = shown
  const needed = SETTINGS[channel]
  return (
    <>
      {!isSetUp && needed.length > 0 && (
        <div>
          {words.needs} <Code>{needed.join(', ')}</Code>
        </div>
      )}
      {isSetUp && needed.length === 0 && <div>{words.needsAddress}</div>}
      {isSetUp && worked === null && failed === null && <div>{words.neverUsed}</div>}
      {worked !== null && (
        <div>
          {words.worked} <When at={worked} />
        </div>
      )}
      {failed !== null && (
        <div>
          {words.failed} <When at={failed} />
          {failure !== null && `: ${failure}`}
        </div>
      )}
    </>
  )
}

function Trial({ channel }: { readonly channel: Channel }) {
  const { contacts, channels: words } = useWords()
  const [to, setTo] = useState('')
  const tell = useTell('try-channel', ['list-channels'])
  const name = contacts.channels[channel]
  return (
    <form
      aria-label={`${words.tryTitle}: ${name}`}
      onSubmit={event => {
        event.preventDefault()
        tell.mutate({ params: { channel }, body: to.trim() === '' ? {} : { to: to.trim() } })
      }}
    >
      <Stack gap="xs" mt="xs" align="flex-start">
        <TextInput
          label={words.to}
          description={words.toHint}
          maxLength={500}
          value={to}
          onChange={event => setTo(event.currentTarget.value)}
          w="100%"
          maw={420}
        />
        <Failure error={tell.error} />
        <Button type="submit" size="xs" variant="default" loading={tell.isPending}>
          {words.send}
        </Button>
        {tell.data !== undefined && (
          <Text size="sm" role="status">
            {tell.data.delivered ? words.arrived : words.notArrived} {tell.data.detail}
          </Text>
        )}
      </Stack>
    </form>
  )
}
