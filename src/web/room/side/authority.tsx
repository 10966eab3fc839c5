// Decisions, assessments, and whose word is wanted for what.
import { Badge } from '@mantine/core'
import { CheckIcon, Cross2Icon } from '@radix-ui/react-icons'
import type { Incident } from '../../api/operations.ts'
import { Countdown, When } from '../../ui/when.tsx'
import { useWords } from '../../words/words.ts'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { Buttons, Do, Section } from './section.tsx'
import classes from './side.module.css'

type Asked = Incident['approvals'][number]

export function Authority() {
  const { side } = useWords().dealing
  const { incident, plan } = useRoom()
  const nothing =
    plan.decisions.length === 0 &&
    plan.classifications.length === 0 &&
    incident.approvals.length === 0
  if (nothing) return null
  return (
    <Section name="authority" title={side.authority}>
      <ul className={classes['list']}>
        {incident.approvals.map(asked => (
          <OneApproval key={`${asked.obligation} ${asked.decision}`} asked={asked} />
        ))}
        {plan.decisions.map(({ id }) => (
          <OneDecision key={id} id={id} />
        ))}
        {plan.classifications.map(({ id }) => (
          <OneAssessment key={id} id={id} />
        ))}
      </ul>
    </Section>
  )
}

function OneApproval({ asked }: { readonly asked: Asked }) {
  const { authority } = useWords().dealing
  const { plan, acts, me, open, obligations } = useRoom()
  const names = useNames()
  const { obligation, decision, given, objections } = asked
  const matter = obligation === null ? { decision: decision ?? '' } : { obligation }
  const title = obligation === null ? names.any(decision ?? '') : names.obligation(obligation)
  const isDone = obligations.some(
    it => it.id === obligation && (it.standing === 'met' || it.standing === 'met-late'),
  )
  const wanted = asked.asked?.of ?? []
  const isMine = wanted.some(party => acts(party))
  const hasGiven = given.some(({ by, of_asked: ofAsked }) => by === me && ofAsked)
  const isWritten = plan.rules.some(
    ({ id, act }) => id === obligation && ['notice', 'report', 'publish'].includes(act.do),
  )
  return (
    <li className={classes['item']}>
      <div className={classes['title']}>{title}</div>
      {asked.asked !== null && (
        <div className={classes['dim']}>
          {authority.asked(names.parties(wanted))}, <When at={asked.asked.at} />
        </div>
      )}
      {given.map(({ role, by, at, of_asked: ofAsked }) => (
        <div key={`${role} ${by} ${at}`}>
          <CheckIcon aria-hidden /> {authority.given(names.party(by), names.party(role))},{' '}
          <When at={at} />{' '}
          {!ofAsked && <span className={classes['dim']}>({authority.earlierWords})</span>}
        </div>
      ))}
      {objections.map(({ by, at }) => (
        <div key={`${by} ${at}`} className={classes['loud']}>
          <Cross2Icon aria-hidden /> {authority.objected(names.party(by))}, <When at={at} />
        </div>
      ))}
      {!isDone && (
        <Buttons>
          {isMine && !hasGiven && (
            <Do
              primary
              command="approve"
              label={authority.approve}
              named={title}
              run={() => open({ name: 'approve', ...matter })}
            />
          )}
          {isMine && asked.asked !== null && (
            <Do
              command="object"
              label={authority.object}
              named={title}
              run={() => open({ name: 'object', ...matter })}
            />
          )}
          {obligation !== null && isWritten && (
            <Do
              command="note"
              label={authority.open}
              named={title}
              run={() => open({ name: 'compose', obligation })}
            />
          )}
        </Buttons>
      )}
    </li>
  )
}

function OneDecision({ id }: { readonly id: string }) {
  const { authority } = useWords().dealing
  const { plan, incident, open } = useRoom()
  const names = useNames()
  const decision = plan.decisions.find(it => it.id === id)
  const taken = incident.decisions.find(it => it.decision === id)
  const needs = decision?.approvals.at(-1)
  return (
    <li className={classes['item']}>
      <div className={classes['row']}>
        <span className={classes['title']}>{decision?.title ?? id}</span>
        {decision?.irreversible === true && (
          <Badge size="sm" variant="default" tt="none">
            {authority.irreversible}
          </Badge>
        )}
      </div>
      {taken === undefined ? (
        <div className={classes['dim']}>
          {authority.notTaken}
          {needs !== undefined &&
            `, ${
              needs.least === undefined
                ? authority.needs(names.parties(needs.by))
                : authority.needsSome(needs.least, names.parties(needs.by))
            }`}
        </div>
      ) : (
        <div className={taken.lapsed ? classes['loud'] : undefined}>
          {taken.lapsed ? authority.lapsed : authority.taken(names.party(taken.by))},{' '}
          <When at={taken.at} />
          {taken.lapses !== null && !taken.lapsed && (
            <span className={classes['dim']}>
              {' '}
              {authority.lapses} <Countdown due={taken.lapses} clock={incident.clock} size="xs" />
            </span>
          )}
        </div>
      )}
      <Buttons>
        <Do
          command="take-decision"
          label={authority.takeDecision}
          named={decision?.title ?? id}
          run={() => open({ name: 'take-decision', decision: id })}
        />
      </Buttons>
    </li>
  )
}

function OneAssessment({ id }: { readonly id: string }) {
  const { authority } = useWords().dealing
  const { plan, incident, open } = useRoom()
  const names = useNames()
  const classification = plan.classifications.find(it => it.id === id)
  const given = incident.assessments.find(it => it.classification === id)
  const level = classification?.levels.find(it => it.id === given?.level)
  const title = classification?.title ?? id
  return (
    <li className={classes['item']}>
      <div className={classes['title']}>{title}</div>
      {given === undefined ? (
        <div className={classes['dim']}>{authority.notAssessed}</div>
      ) : (
        <div>
          {level?.title ?? given.level}{' '}
          <span className={classes['dim']}>
            {names.party(given.by)}, <When at={given.at} />
          </span>
        </div>
      )}
      <Buttons>
        <Do
          command="assess"
          label={authority.assess}
          named={title}
          run={() => open({ name: 'assess', classification: id })}
        />
      </Buttons>
    </li>
  )
}
