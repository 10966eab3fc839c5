import { ExclamationTriangleIcon } from '@radix-ui/react-icons'
import { Ago, When } from '../../ui/when.tsx'
import { Trouble } from '../../ui/trouble.tsx'
import { useAsk } from '../../api/queries.ts'
import type { Incident } from '../../api/operations.ts'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { deputiesOf, nextAsked, pagesOf, rolesInOrder } from './people.ts'
import { Buttons, Do, Section, Some, useGiveNow } from './section.tsx'
import classes from './side.module.css'

const ROLES_MAX = 8
const PAGES_MAX = 6

type Holding = Incident['roles'][number]
type Page = Incident['pages'][number]

/** Every role of the plan, empty ones first and loud; pages under way. */
export function People() {
  const { people, side } = useWords().dealing
  const { incident, open } = useRoom()
  const names = useNames()
  const empty = incident.roles.filter(({ person }) => person === null).length
  return (
    <Section
      name="people"
      title={side.people}
      alarm={empty > 0 ? people.emptyRoles(empty) : undefined}
    >
      <Some of={rolesInOrder(incident.roles)} most={ROLES_MAX}>
        {held => <OneRole key={held.role} held={held} />}
      </Some>
      <Pages />
      {incident.responders.length > 0 && (
        <p className={classes['sub']}>
          {people.responders}: {names.parties(incident.responders.map(({ person }) => person))}
        </p>
      )}
      <Buttons>
        <Do command="call-in" label={people.callIn} run={() => open({ name: 'call-in' })} />
      </Buttons>
    </Section>
  )
}

function OneRole({ held }: { readonly held: Holding }) {
  const { dealing } = useWords()
  const { people } = dealing
  const { plan, directory, incident } = useRoom()
  const names = useNames()
  const role = plan.roles.find(({ id }) => id === held.role)
  const deputies = role === undefined ? [] : deputiesOf(role, directory, held.person)
  return (
    <li className={classes['item']}>
      <div className={classes['row']}>
        <span className={classes['title']}>{held.title}</span>
        {held.since !== null && (
          <span className={classes['dim']}>
            <Ago at={held.since} clock={incident.clock} />
          </span>
        )}
      </div>
      {held.person === null ? (
        <div className={classes['loud']}>
          <ExclamationTriangleIcon aria-hidden /> {people.empty}
        </div>
      ) : (
        <div>
          {names.party(held.person)}{' '}
          <span className={held.accepted ? classes['dim'] : classes['loud']}>
            {held.stand_in ? people.standIn : held.accepted ? people.accepted : people.notAccepted}
          </span>
        </div>
      )}
      {held.others.length > 0 && (
        <div className={classes['dim']}>
          {people.others} {names.parties(held.others)}
        </div>
      )}
      {held.offered_to !== null && (
        <div className={classes['loud']}>{people.offeredTo(names.party(held.offered_to))}</div>
      )}
      {deputies.length > 0 && (
        <div className={classes['dim']}>
          {people.deputies}: {deputies.map(names.party).join(', ')}
        </div>
      )}
      <RoleButtons held={held} />
    </li>
  )
}

function RoleButtons({ held }: { readonly held: Holding }) {
  const { people } = useWords().dealing
  const { me, open, acts } = useRoom()
  const { now, error } = useGiveNow()
  const { role, title, person } = held
  const isMine = me !== null && (person === me || held.others.includes(me))
  const isOffered = (isMine && !held.accepted) || (me !== null && held.offered_to === me)
  const mayTake = (person === null || held.stand_in) && acts(role) && !isMine
  return (
    <>
      <Buttons>
        {isOffered && (
          <>
            <Do
              primary
              command="accept"
              label={people.accept}
              named={title}
              run={() => void now('accept', { role }).catch(() => {})}
            />
            <Do
              command="decline"
              label={people.decline}
              named={title}
              run={() => open({ name: 'decline', role })}
            />
          </>
        )}
        {mayTake && me !== null && (
          <Do
            primary
            command="assign"
            label={people.take}
            named={title}
            run={() => void now('assign', { role, person: me }).catch(() => {})}
          />
        )}
        {isMine && held.accepted && (
          <Do
            command="hand-over"
            label={people.handOver}
            named={title}
            run={() => open({ name: 'hand-over', role })}
          />
        )}
        <Do
          command="assign"
          label={people.assign}
          named={title}
          run={() => open({ name: 'assign', role })}
        />
      </Buttons>
      <Trouble error={error} />
    </>
  )
}

/** Who is being woken, and who is next. */
function Pages() {
  const { people } = useWords().dealing
  const { id, incident, me, open } = useRoom()
  const { now, error } = useGiveNow()
  const { data } = useAsk('list-sent', { params: { id }, query: { limit: 1000 } })
  const { waiting, ended } = pagesOf(incident.pages)
  if (incident.pages.length === 0) return null
  const mine = waiting.filter(({ person }) => person === me)
  return (
    <>
      <h3 className={classes['sub']}>{people.pages}</h3>
      {mine.length > 0 && (
        <Buttons>
          <Do
            primary
            command="acknowledge"
            label={people.acknowledgeAll}
            run={() => void now('acknowledge', {}).catch(() => {})}
          />
          <Do command="hand-on" label={people.handOn} run={() => open({ name: 'hand-on' })} />
        </Buttons>
      )}
      <Trouble error={error} />
      {waiting.length > 0 && (
        <Some of={waiting} most={PAGES_MAX}>
          {page => (
            <OnePage
              key={page.id}
              page={page}
              receipts={(data?.sent ?? []).filter(({ message }) => message === page.id)}
            />
          )}
        </Some>
      )}
      {ended.length > 0 && <p className={classes['none']}>{people.answeredPages(ended.length)}</p>}
    </>
  )
}

function OnePage({
  page,
  receipts,
}: {
  readonly page: Page
  readonly receipts: readonly { readonly channel: string; readonly outcome: string | null }[]
}) {
  const { dealing } = useWords()
  const { people, compose } = dealing
  const { plan, directory, incident } = useRoom()
  const names = useNames()
  const next = nextAsked(plan, directory, page)
  const told = receipts.map(({ channel, outcome }) => {
    const way = compose.previewOf[channel as keyof typeof compose.previewOf]
    const fate =
      outcome === null ? compose.pending : compose.outcome[outcome as keyof typeof compose.outcome]
    return `${way}: ${fate}`
  })
  return (
    <li className={classes['item']}>
      <div className={classes['row']}>
        <span className={classes['title']}>{names.party(page.person)}</span>
        <span className={classes['dim']}>
          <When at={page.sent} /> (<Ago at={page.sent} clock={incident.clock} />)
        </span>
      </div>
      <div>
        {people.pageFor(names.party(page.party))}, {people.attempt(page.attempt + 1)},{' '}
        {people.waiting}
      </div>
      {told.length > 0 && <div className={classes['dim']}>{[...new Set(told)].join(' · ')}</div>}
      <div className={classes['dim']}>
        {next === undefined ? people.lastInLine : people.nextAsked(names.party(next))}
      </div>
    </li>
  )
}
