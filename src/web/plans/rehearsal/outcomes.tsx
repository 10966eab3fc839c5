import { Stack, Text, Title } from '@mantine/core'
import type { Course, PlanReading, Rehearsal } from '../../api/operations.ts'
import { spanOf } from '../../ui/span.ts'
import { useWords } from '../../words/words.ts'
import { Table } from '../table.tsx'
import { Many } from './many.tsx'
import { missesOf, sinceOf } from './course.ts'
import { useNaming } from './naming.ts'
import classes from './rehearsal.module.css'

/** What came of it, to be read. */
export function Outcomes({
  rehearsal,
  clauses,
}: {
  readonly rehearsal: Rehearsal
  readonly clauses: PlanReading['clauses']
}) {
  const { course, many } = rehearsal
  return (
    <Stack gap="xl">
      {many !== null && <Many many={many} />}
      <Misses course={course} clauses={clauses} />
      <Measures course={course} />
      <Refused course={course} />
      <Promises course={course} />
    </Stack>
  )
}

function Misses({
  course,
  clauses,
}: {
  readonly course: Course
  readonly clauses: PlanReading['clauses']
}) {
  const { rehearse: words } = useWords().plan
  const naming = useNaming()
  const since = sinceOf(course)
  const missed = missesOf(course)
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {words.misses}
      </Title>
      {missed.length === 0 && <Text>{words.missesNone}</Text>}
      <dl className={classes['misses']}>
        {missed.map(({ clause, promises }) => (
          <div key={clause ?? ''}>
            <dt>
              <strong>{clause ?? words.noClause}</strong>{' '}
              {clauses.find(({ id }) => id === clause)?.text}
            </dt>
            {promises.map(({ id, title, by, missed: at, cause }) => (
              <dd key={id}>
                {title}
                {by !== null && `, ${naming(by)}`}
                {at !== null &&
                  `: ${words.table.limit.toLowerCase()} ${words.after(spanOf(since(at)))}`}
                {cause !== null && ` (${words.causes[cause] ?? cause.replaceAll('-', ' ')})`}
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </section>
  )
}

function Measures({ course }: { readonly course: Course }) {
  const { rehearse: words } = useWords().plan
  const recorded = course.measures.filter(({ ms }) => ms !== null)
  if (recorded.length === 0) return null
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {words.measures}
      </Title>
      <ul className={classes['measures']}>
        {recorded.map(({ id, title, ms, on_target: onTarget }) => (
          <li key={id}>
            <span>{title}</span> <strong>{spanOf(ms ?? 0)}</strong>{' '}
            {onTarget !== null && (
              <span data-good={onTarget}>{onTarget ? words.onTarget : words.offTarget}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Refused({ course }: { readonly course: Course }) {
  const { rehearse: words } = useWords().plan
  const naming = useNaming()
  const since = sinceOf(course)
  if (course.refused.length === 0) return null
  return (
    <section>
      <Title order={2} size="h4" mb="sm">
        {words.refused}
      </Title>
      <ul>
        {course.refused.map(({ at, by, do: name, code }) => (
          <li key={`${at} ${name}`}>
            {words.after(spanOf(since(at)))}: {naming(by)}, {name}: {code.replaceAll('-', ' ')}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The same as the axis shows, for who reads better than looks. */
function Promises({ course }: { readonly course: Course }) {
  const { rehearse: words } = useWords().plan
  const naming = useNaming()
  const since = sinceOf(course)
  const { table } = words
  const time = (at: string | null) => (at === null ? '' : spanOf(since(at)))
  const columns = [
    table.promise,
    table.by,
    table.start,
    table.aim,
    table.limit,
    table.outcome,
    table.clause,
  ]
  return (
    <Table
      caption={words.promises}
      columns={columns}
      rows={course.promises.map(promise => {
        const { id, title, by, from, opened, aim, due, cites, law, missed } = promise
        return {
          key: id,
          isMissed: missed !== null,
          cells: [
            title,
            by === null ? '' : naming(by),
            time(from ?? opened),
            time(aim),
            time(due),
            <Became key={id} promise={promise} since={since} />,
            [...cites, ...(law === null ? [] : [law])].join(', '),
          ],
        }
      })}
    />
  )
}

function Became({
  promise: { from, opened, met, missed },
  since,
}: {
  readonly promise: Course['promises'][number]
  readonly since: (at: string) => number
}) {
  const { outcome } = useWords().plan.rehearse
  if (met !== null && missed !== null) return outcome.late(spanOf(since(met) - since(missed)))
  if (missed !== null) return <strong>{outcome.missed}</strong>
  if (met === null) return outcome.open
  return outcome.met(spanOf(since(met) - since(from ?? opened)))
}
