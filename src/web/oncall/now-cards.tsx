import { Button, Group, Text, Title } from '@mantine/core'
import { ExclamationTriangleIcon } from '@radix-ui/react-icons'
import type { Answer } from '../api/client.ts'
import { useMe } from '../api/session.ts'
import { usePersonName } from '../ui/person.tsx'
import { ReadinessBadge } from '../ui/readiness.tsx'
import { When } from '../ui/when.tsx'
import { useWords } from '../words/words.ts'
import classes from './oncall.module.css'

type RotaNow = Answer<'list-rotas'>['rotas'][number]

/** Each rota at a glance: who is on call, who is next, and when nobody is. */
export function NowCards({
  rotas,
  chosen,
  choose,
}: {
  readonly rotas: readonly RotaNow[]
  readonly chosen: string | undefined
  readonly choose: (rota: string) => void
}) {
  return (
    <div className={classes['cards']}>
      {rotas.map(rota => (
        <Card
          key={rota.id}
          rota={rota}
          isChosen={rota.id === chosen}
          canChoose={rotas.length > 1}
          choose={() => choose(rota.id)}
        />
      ))}
    </div>
  )
}

function Card({
  rota: { title, now, next, gaps, positions },
  isChosen,
  canChoose,
  choose,
}: {
  readonly rota: RotaNow
  readonly isChosen: boolean
  readonly canChoose: boolean
  readonly choose: () => void
}) {
  const words = useWords().onCall
  const name = usePersonName()
  const { person } = useMe()
  const looks = [
    classes['card'],
    isChosen && canChoose ? classes['chosen'] : '',
    gaps.length > 0 ? classes['gappy'] : '',
  ]
  return (
    <section className={looks.join(' ')}>
      <Group justify="space-between" wrap="nowrap">
        <Title order={2} size="h6">
          {title}
        </Title>
        {canChoose && !isChosen && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={words.show(title)}
            onClick={choose}
            style={{ flexShrink: 0 }}
          >
            {words.showIt}
          </Button>
        )}
      </Group>
      {now === null ? (
        <div className={classes['warning']}>
          <ExclamationTriangleIcon aria-hidden /> {words.nobodyNow}
        </div>
      ) : (
        <Text fw={650}>
          {name(now)}
          {now === person?.id && ` (${words.you})`} <ReadinessBadge person={now} told />
        </Text>
      )}
      <Text size="sm" c="dimmed">
        <Until isOn={now !== null} next={next} gap={gaps[0]} />
      </Text>
      {positions.length > 0 && (
        <Text size="xs" c="dimmed">
          {words.holds(positions.join(', '))}
        </Text>
      )}
      {gaps[0] !== undefined && (
        <div className={classes['warning']} role="status">
          <ExclamationTriangleIcon aria-hidden />
          <span>
            {words.gaps(gaps.length)}. {words.gapFrom} <When at={gaps[0].from} day="always" /> –{' '}
            <When at={gaps[0].to} day="always" />
          </span>
        </div>
      )}
    </section>
  )
}

/** Until when it stays so, and who comes then: nobody, where a gap is first. */
function Until({
  isOn,
  next,
  gap,
}: {
  readonly isOn: boolean
  readonly next: RotaNow['next']
  readonly gap: RotaNow['gaps'][number] | undefined
}) {
  const words = useWords().onCall
  const name = usePersonName()
  if (isOn && gap !== undefined && (next === null || gap.from < next.from))
    return (
      <>
        {words.until} <When at={gap.from} />, {words.afterwards(words.nobodyThen)}
      </>
    )
  if (next === null) return words.forGood
  return (
    <>
      {words.until} <When at={next.from} />, {words.afterwards(name(next.person))}
    </>
  )
}
