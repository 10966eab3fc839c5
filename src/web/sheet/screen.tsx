import { Anchor, Button, Group, Loader, Text } from '@mantine/core'
import { FileTextIcon } from '@radix-ui/react-icons'
import { Link } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { Plan } from '#/core/plan/plan.ts'
import { useAsk } from '../api/queries.ts'
import { paths } from '../paths.ts'
import { useNow } from '../ui/clock.ts'
import { Page } from '../ui/page.tsx'
import { spanOf } from '../ui/span.ts'
import { Trouble } from '../ui/trouble.tsx'
import { shownIn } from '../ui/when.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { sheetOf } from './sheet.ts'
import type { Sheet as Content } from './sheet.ts'
import classes from './sheet.module.css'
import { Ladder, Legal, Outsiders, People, Positions, Roles } from './tables.tsx'

/** Who is who, how they are reached, and by when whom to tell: on paper, for when no screen is at hand. */
export function Sheet() {
  const { sheet: words } = useWords()
  const { plan, content, error, isMissing } = useSheet()
  return (
    <Page
      title={words.title}
      actions={
        <Button
          className="not-printed"
          leftSection={<FileTextIcon aria-hidden />}
          onClick={() => print()}
          disabled={content === undefined}
        >
          {words.print}
        </Button>
      }
    >
      <Trouble error={error} />
      {isMissing && (
        <Anchor component={Link} to={paths.plans()}>
          {words.noPlan}
        </Anchor>
      )}
      {plan === undefined || content === undefined ? (
        error === null && !isMissing && <Loader />
      ) : (
        <OnPaper plan={plan} content={content} />
      )}
    </Page>
  )
}

function useSheet() {
  const plans = useAsk('list-plans')
  const active = plans.data?.plans.find(it => it.active)
  const asked = useAsk('get-plan', {
    params: { plan: active?.hash ?? '' },
    enabled: active !== undefined,
  })
  const reading = useAsk('read-plan', {
    params: { plan: active?.hash ?? '' },
    enabled: active !== undefined,
  })
  const directory = useAsk('get-directory')
  const plan = asked.data?.plan as Plan | undefined
  const content = useMemo(
    () =>
      plan && reading.data && directory.data
        ? sheetOf(plan, reading.data, directory.data)
        : undefined,
    [plan, reading.data, directory.data],
  )
  return {
    plan,
    content,
    error: plans.error ?? asked.error ?? reading.error ?? directory.error,
    isMissing: plans.data !== undefined && active === undefined,
  }
}

function OnPaper({ plan, content }: { readonly plan: Plan; readonly content: Content }) {
  const { language, words } = useLanguage()
  const { sheet } = words
  const now = useNow()
  return (
    <div className={classes['paper']}>
      <Text size="sm" maw={720} mb="sm" className="not-printed">
        {sheet.intro}
      </Text>
      <Group justify="space-between" gap="xs" className={classes['head'] ?? ''}>
        <b>{sheet.under(plan.title, plan.version)}</b>
        <span>
          {sheet.asOf} {shownIn(language, new Date(now).toISOString(), { now: 0, day: 'always' })}
          {' · '}
          {sheet.at} {location.origin}
        </span>
      </Group>
      <Roles roles={content.roles} />
      <Ladder ladder={content.ladder} wait={waitIn(plan)} />
      <Outsiders outside={content.outside} />
      <Legal legal={content.legal} />
      <Positions held={[...content.positions, ...content.groups]} />
      <People people={content.people} />
      <ByHand />
    </div>
  )
}

function waitIn({ paging: { wait } }: Plan): string {
  return wait.unit === 'elapsed' ? spanOf(wait.ms).replace(' 00 s', '') : wait.text
}

/** Lines for what changes faster than anyone prints. */
function ByHand() {
  const { sheet } = useWords()
  return (
    <section className={classes['section']}>
      <h2>{sheet.hand}</h2>
      {[sheet.bridge, sheet.notes, ''].map(label => (
        <p key={label} className={classes['line']}>
          {label}
        </p>
      ))}
    </section>
  )
}
