import { Alert, Anchor, Badge, Text } from '@mantine/core'
import {
  CheckCircledIcon,
  CrossCircledIcon,
  ExclamationTriangleIcon,
  QuestionMarkCircledIcon,
} from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import type { Answer } from '../api/client.ts'
import type { PersonReadiness } from '../api/operations.ts'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { isNothingSetUp } from './set-up.ts'
import type { Words } from '../words/words.ts'

const LOOKS = {
  unreachable: { colour: 'red', Icon: CrossCircledIcon },
  weak: { colour: 'yellow', Icon: ExclamationTriangleIcon },
  unproved: { colour: 'blue', Icon: QuestionMarkCircledIcon },
  ready: { colour: 'teal', Icon: CheckCircledIcon },
} as const

/** How ready everybody is, by person; undefined while it is not known, or not for whoever looks. */
export function useReadiness(): ReadonlyMap<string, PersonReadiness> | undefined {
  const { may } = useMe()
  const { data } = useAsk('list-readiness', { enabled: may('directory:read') })
  return data && byPerson(data)
}

type Everybody = Answer<'list-readiness'>
const known = new WeakMap<Everybody, ReadonlyMap<string, PersonReadiness>>()

/** Made once for an answer: a list of hundreds asks it for each of its rows. */
function byPerson(answer: Everybody): ReadonlyMap<string, PersonReadiness> {
  const made = known.get(answer) ?? new Map(answer.people.map(one => [one.person, one]))
  known.set(answer, made)
  return made
}

/** Why somebody is not ready, in words, the worst first. */
export function reasonsOf(
  { reasons }: Pick<PersonReadiness, 'reasons'>,
  words: Words['contacts'],
): readonly string[] {
  return reasons.map(({ code, channels }) =>
    words.reasons[code](
      words.and(channels.map(channel => words.channelsWithin[channel])),
      channels.length,
    ),
  )
}

/** Whether this installation has set up none of all the channels over which its people are reached. */
export function useNothingSetUp(): boolean {
  const readiness = useReadiness()
  return readiness !== undefined && isNothingSetUp(readiness.values())
}

/**
 * Whether somebody would be woken tonight, with the worst of why not, wherever they are given something to do. Silent of who is
 * ready, unless `always`, and of what `NothingSetUp` says once for everybody, where that stands above: `told`. `short`: where there
 * is little room, without why not.
 */
export function ReadinessBadge({
  person,
  always = false,
  told = false,
  short = false,
}: {
  readonly person: string
  readonly always?: boolean
  readonly told?: boolean
  readonly short?: boolean
}) {
  const words = useWords().contacts
  const nothingSetUp = useNothingSetUp()
  const readiness = useReadiness()?.get(person)
  const isNotSetUp = readiness?.reasons[0]?.code === 'channel-not-set-up'
  if (told && nothingSetUp && isNotSetUp) return null
  if (readiness === undefined || (readiness.level === 'ready' && !always)) return null
  const { level } = readiness
  const { colour, Icon } = LOOKS[level]
  const [first] = reasonsOf(readiness, words)
  const isShort = short || (nothingSetUp && isNotSetUp)
  return (
    <Badge
      component="span"
      tt="none"
      variant="light"
      maw="100%"
      h="auto"
      py={2}
      leftSection={<Icon aria-hidden />}
      styles={{
        root: { color: `var(--tocsin-${colour}-text)`, background: `var(--tocsin-${colour}-tint)` },
        label: { whiteSpace: 'normal', textAlign: 'start' },
      }}
    >
      {words.levels[level]}
      {first !== undefined && !isShort && level !== 'unproved' && `: ${first}`}
    </Badge>
  )
}

/** Says once what is true of everybody: no channel is set up. Nothing otherwise. */
export function NothingSetUp() {
  const words = useWords().contacts
  const { may } = useMe()
  if (!useNothingSetUp()) return null
  return (
    <Alert
      role="status"
      icon={<CrossCircledIcon aria-hidden />}
      styles={{
        root: { color: 'var(--tocsin-red-text)', background: 'var(--tocsin-red-tint)' },
        message: { color: 'inherit' },
        icon: { color: 'inherit' },
      }}
    >
      <Text fw={600}>{words.nothingSetUp}</Text>
      <Text size="sm">{words.nothingSetUpMore}</Text>
      {may('admin') ? (
        <Anchor
          component={Link}
          to={paths.settings()}
          hash="channels"
          size="sm"
          c="inherit"
          underline="always"
        >
          {words.setUpChannels}
        </Anchor>
      ) : (
        <Text size="sm">{words.askAdmin}</Text>
      )}
    </Alert>
  )
}
