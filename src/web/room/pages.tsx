import { Button, Group, Text } from '@mantine/core'
import { BellIcon } from '@radix-ui/react-icons'
import { Trouble } from '../ui/trouble.tsx'
import classes from './head.module.css'
import { useMyPages } from './my-pages.ts'
import { useRoom } from './room.ts'
import { useTelling } from './telling.ts'
import { useGiving } from './use-giving.ts'

/** Somebody waits for my answer: nothing else comes before it. */
export function MyPages() {
  const pages = useMyPages()
  const { open } = useRoom()
  const { words, names } = useTelling()
  const { tell, isGiving, error } = useGiving()
  const [first] = pages
  if (first === undefined) return null
  const what =
    first.obligation === null ? names.party(first.party) : names.obligation(first.obligation)
  return (
    <section className={classes['paged']} aria-label={words.pagesWait(pages.length)}>
      <Group justify="space-between" gap="xs">
        <Text fw={650} className={classes['what']}>
          <BellIcon aria-hidden />{' '}
          {pages.length > 1 ? words.pagesWait(pages.length) : words.pageWaits(what)}
        </Text>
        <Group gap={6} className={classes['answers']}>
          <Button color="teal.9" loading={isGiving} onClick={() => void tell('acknowledge', {})}>
            {words.acknowledge}
          </Button>
          <Button variant="default" onClick={() => open({ name: 'hand-on', page: first.id })}>
            {words.handOn}
          </Button>
        </Group>
      </Group>
      <Trouble error={error} />
    </section>
  )
}
