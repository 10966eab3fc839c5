// Decisions of the plan, and somebody's word for them.
import { Text, Textarea } from '@mantine/core'
import { useWords } from '../../words/words.ts'
import { Remark } from '../remark.tsx'
import { useRoom } from '../room.ts'
import { useNames } from '../use-names.ts'
import { useApprovals } from './approvals.tsx'
import type { Matter } from './approvals.tsx'
import type { Opened } from './asked.ts'
import { Deal } from './deal.tsx'
import classes from './dialog.module.css'
import { ReasonField } from './fields.tsx'
import { useKept } from './use-kept.ts'
import { FREE_TEXT } from './writing.ts'

export function TakeDecision({ asked: { decision: id }, close }: Opened<'take-decision'>) {
  const { authority } = useWords().dealing
  const { plan } = useRoom()
  const text = useKept(`decide.${id}`)
  const reason = useKept(`decide.reason.${id}`)
  const decision = plan.decisions.find(it => it.id === id)
  const isFinal = decision?.irreversible === true
  const written = {
    decision: id,
    ...(text.text.trim() !== '' && { text: text.text }),
    ...(reason.text.trim() !== '' && { reason: reason.text }),
  }
  const approvals = useApprovals({ decision: id }, 'take-decision', written)
  return (
    <Deal
      title={authority.decisionTitle(decision?.title ?? id)}
      command="take-decision"
      body={
        isFinal && reason.text.trim() === '' ? undefined : { ...written, ...approvals.breaking }
      }
      confirm={authority.takeDecision}
      close={close}
      done={() => {
        text.clear()
        reason.clear()
      }}
    >
      {isFinal && <Remark color="red">{authority.irreversible}</Remark>}
      <Textarea
        label={authority.whatExactly}
        autosize
        minRows={2}
        data-autofocus
        value={text.text}
        onChange={event => text.write(event.currentTarget.value)}
      />
      <ReasonField draft={reason} required={isFinal} />
      {approvals.shown}
    </Deal>
  )
}

function useMatter(matter: Matter) {
  const names = useNames()
  const { incident } = useRoom()
  const asked = incident.approvals.find(
    it =>
      it.obligation === (matter.obligation ?? null) && it.decision === (matter.decision ?? null),
  )?.asked
  const words = asked?.parts ?? {}
  const title =
    matter.obligation === undefined
      ? names.any(matter.decision ?? '')
      : names.obligation(matter.obligation)
  return { title, words }
}

const named = ({ obligation, decision }: Matter): Matter => ({
  ...(obligation !== undefined && { obligation }),
  ...(decision !== undefined && { decision }),
})

/** Gives one's word, for the very words that were asked for. */
export function Approve({ asked, close }: Opened<'approve'>) {
  const { authority } = useWords().dealing
  const matter = named(asked)
  const { title, words } = useMatter(matter)
  const isText = Object.keys(words).length > 0
  return (
    <Deal
      title={authority.approveTitle(title)}
      command="approve"
      body={{ ...matter, ...(isText && { parts: words }) }}
      confirm={authority.approve}
      color="teal"
      size="44rem"
      close={close}
    >
      <Text size="sm">{isText ? authority.approveMeans : authority.approveDeed}</Text>
      <Words words={words} />
    </Deal>
  )
}

export function ObjectTo({ asked, close }: Opened<'object'>) {
  const { authority } = useWords().dealing
  const matter = named(asked)
  const { title, words } = useMatter(matter)
  const reason = useKept(`object.${matter.obligation ?? matter.decision ?? ''}`)
  return (
    <Deal
      title={authority.objectTitle(title)}
      command="object"
      body={reason.text.trim() === '' ? undefined : { ...matter, reason: reason.text }}
      confirm={authority.object}
      color="orange"
      close={close}
      done={reason.clear}
    >
      <Words words={words} />
      <ReasonField draft={reason} required />
    </Deal>
  )
}

/** The words that somebody is asked to approve, part by part. */
function Words({ words }: { readonly words: Readonly<Record<string, string>> }) {
  const { compose } = useWords().dealing
  const names = useNames()
  return Object.entries(words).map(([part, text]) => (
    <section key={part}>
      <Text size="sm" fw={600}>
        {part === FREE_TEXT ? compose.words : names.any(part)}
      </Text>
      <pre className={classes['letter']} tabIndex={0}>
        {text}
      </pre>
    </section>
  ))
}
