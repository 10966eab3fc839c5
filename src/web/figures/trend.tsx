import { Group, Text, useComputedColorScheme } from '@mantine/core'
import { useElementSize } from '@mantine/hooks'
import { useCallback, useMemo, useRef, useState } from 'react'
import { useLanguage } from '../words/words.ts'
import type { Language } from '../words/words.ts'
import classes from './figures.module.css'
import { LOCALES, periodName } from './series.ts'
import type { Series } from './series.ts'
import type { Line } from './trend-options.ts'
import { useChart } from './use-chart.ts'

const HEIGHT = 220

/** A line or bars over time; who clicks on a period opens it. Whoever cannot see it has the table beside it. */
export function Trend({
  series,
  lines,
  target,
  targetName = '',
  shown,
  label,
  open,
  most,
  splits,
}: {
  readonly series: Series
  readonly lines: readonly Line[]
  readonly target?: number | undefined
  readonly targetName?: string
  readonly shown: (value: number) => string
  readonly label: string
  readonly open: (index: number) => void
  readonly most?: number
  readonly splits?: (most: number) => readonly number[]
}) {
  const { language } = useLanguage()
  const scheme = useComputedColorScheme()
  const { ref, width } = useElementSize()
  const place = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<number | null>(null)
  const name = useCallback((index: number) => nameAt(series, index, language), [series, language])
  const drawn = useMemo(
    () =>
      width === 0
        ? undefined
        : {
            starts: series.starts,
            periodName: name,
            height: HEIGHT,
            hovered: setAt,
            lines,
            target,
            width,
            shown,
            scheme,
            ...(most !== undefined && { most }),
            ...(splits && { splits }),
          },
    [series, lines, target, width, shown, name, scheme, most, splits],
  )
  useChart(place, drawn, open)
  return (
    <div ref={ref} className={classes['chart']}>
      <Legend lines={lines} targetName={target === undefined ? undefined : targetName} />
      <div ref={place} role="img" aria-label={label} />
      <Text size="xs" c="dimmed" h={18} aria-hidden className="not-printed">
        {at === null ? '' : told(at)}
      </Text>
    </div>
  )

  function told(index: number): string {
    const values = lines.flatMap(({ label: line, values }) => {
      const value = values[index]
      return value === null || value === undefined ? [] : [`${line} ${shown(value)}`]
    })
    return [name(index), ...values].join(' · ')
  }
}

function nameAt({ days, every }: Series, index: number, language: Language): string {
  const of = days[index]
  return of === undefined ? '' : periodName(of, every, LOCALES[language])
}

function Legend({
  lines,
  targetName,
}: {
  readonly lines: readonly Line[]
  readonly targetName: string | undefined
}) {
  return (
    <Group gap="md" mb={4} aria-hidden>
      {lines.map(({ label, look }, index) => (
        <Sample
          key={label}
          label={label}
          look={look}
          colour={index === 0 ? 'var(--tocsin-chart)' : 'var(--tocsin-chart-late)'}
        />
      ))}
      {targetName !== undefined && (
        <Sample label={targetName} look="target" colour="var(--mantine-color-text)" />
      )}
    </Group>
  )
}

function Sample({
  label,
  look,
  colour,
}: {
  readonly label: string
  readonly look: Line['look'] | 'target'
  readonly colour: string
}) {
  const dash = { solid: '', bars: '', dashed: '6 4', target: '2 4' }[look]
  return (
    <Group gap={6} wrap="nowrap">
      <svg width={34} height={12}>
        {look === 'bars' ? (
          <rect
            x={8}
            y={1}
            width={18}
            height={10}
            fill={colour}
            fillOpacity={0.35}
            stroke={colour}
          />
        ) : (
          <line
            x1={0}
            x2={34}
            y1={6}
            y2={6}
            stroke={colour}
            strokeWidth={2}
            strokeDasharray={dash}
          />
        )}
        {(look === 'solid' || look === 'dashed') && (
          <circle
            cx={17}
            cy={6}
            r={3.5}
            stroke={colour}
            fill={look === 'solid' ? colour : 'var(--mantine-color-body)'}
          />
        )}
      </svg>
      <Text size="xs">{label}</Text>
    </Group>
  )
}
