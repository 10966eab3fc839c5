import { Badge } from '@mantine/core'
import {
  CheckCircledIcon,
  CrossCircledIcon,
  ExclamationTriangleIcon,
  QuestionMarkCircledIcon,
} from '@radix-ui/react-icons'
import type { Answer } from '../api/client.ts'
import type { PersonReadiness } from '../api/operations.ts'
import { useAsk } from '../api/queries.ts'
import { useMe } from '../api/session.ts'
import { useWords } from '../words/words.ts'
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
    words.reasons[code](words.and(channels.map(channel => words.channels[channel]))),
  )
}

/** Whether somebody would be woken tonight, with the worst of why not, wherever they are given something to do; silent of who is ready, unless `always`. */
export function ReadinessBadge({
  person,
  always = false,
}: {
  readonly person: string
  readonly always?: boolean
}) {
  const words = useWords().contacts
  const readiness = useReadiness()?.get(person)
  if (readiness === undefined || (readiness.level === 'ready' && !always)) return null
  const { level } = readiness
  const { colour, Icon } = LOOKS[level]
  const [first] = reasonsOf(readiness, words)
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
        label: { whiteSpace: 'normal' },
      }}
    >
      {words.levels[level]}
      {first !== undefined && level !== 'unproved' && `: ${first}`}
    </Badge>
  )
}
