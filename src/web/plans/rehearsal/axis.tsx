import { useElementSize } from '@mantine/hooks'
import { memo, useEffect, useId, useRef } from 'react'
import { bentTicks, evenTicks } from '#/core/exercise/scale.ts'
import type { Scale, ScaleTick } from '#/core/exercise/scale.ts'
import { spanOf } from '../../ui/span.ts'
import { useWords } from '../../words/words.ts'
import type { Group, Lane, Mark, MarkKind } from './course.ts'
import { useNaming } from './naming.ts'
import classes from './rehearsal.module.css'

const ROW = 26
const SIDE = 14
/** Room that the name of a tick takes. */
const TICK_WIDTH = 64

type Place = (ms: number) => number

type Drawn = {
  readonly groups: readonly Group[]
  readonly part: (ms: number) => number
  readonly scale: Scale
  readonly wholeMs: number
  readonly ms: number
  readonly goTo: (part: number) => void
}

/** Lanes below each other along one axis of time. All of it stands in the tables below too. */
export function Axis({
  title,
  zoom,
  ...drawn
}: Drawn & { readonly title: string; readonly zoom: number }) {
  const { rehearse: words } = useWords().plan
  const about = useId()
  const { ref, width: room } = useElementSize<HTMLDivElement>()
  const scroller = useRef<HTMLElement>(null)
  const width = Math.max(room, 320) * zoom
  const x = placeOn(drawn.part, width)(drawn.ms)
  useEffect(() => {
    const box = scroller.current
    if (box === null || zoom === 1) return
    const labels = box.clientWidth - room
    if (x < box.scrollLeft || x > box.scrollLeft + box.clientWidth - labels - SIDE)
      box.scrollLeft = x - room / 2
  }, [x, zoom, room])
  return (
    <div className={classes['axis']}>
      <Legend />
      <section
        ref={scroller}
        className={classes['scroller']}
        aria-label={title}
        aria-describedby={about}
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls is reached by the keyboard
        tabIndex={0}
      >
        <div className={classes['corner']} />
        <div ref={ref} className={classes['measure']} />
        <Drawing {...drawn} width={width} x={x} />
      </section>
      <p id={about} className="only-heard">
        {words.axisHelp}
      </p>
    </div>
  )
}

const placeOn =
  (part: (ms: number) => number, width: number): Place =>
  ms =>
    SIDE + part(ms) * (width - 2 * SIDE)

function ticksOn(scale: Scale, wholeMs: number, width: number, place: Place): readonly ScaleTick[] {
  const all =
    scale === 'bent' ? bentTicks(wholeMs) : evenTicks(wholeMs, Math.floor(width / TICK_WIDTH))
  // Where they would stand on each other the later ones count: they are the rarer.
  return all.filter(
    ({ ms }, index) =>
      index === 0 ||
      index === all.length - 1 ||
      place(all[index + 1]?.ms ?? 0) - place(ms) > TICK_WIDTH * 0.6,
  )
}

function Drawing({
  groups,
  part,
  scale,
  wholeMs,
  goTo,
  width,
  x,
}: Drawn & { readonly width: number; readonly x: number }) {
  const drawing = useRef<SVGSVGElement>(null)
  const place = placeOn(part, width)
  const height = groups.reduce((sum, { lanes }) => sum + lanes.length + 1, 0) * ROW
  const ticks = ticksOn(scale, wholeMs, width, place)
  useEffect(() => {
    const svg = drawing.current
    if (svg === null) return
    // For who points; the slider does the same for who does not.
    const point = (event: MouseEvent) => {
      const { left } = svg.getBoundingClientRect()
      goTo(Math.min(1, Math.max(0, (event.clientX - left - SIDE) / (width - 2 * SIDE))))
    }
    svg.addEventListener('click', point)
    return () => svg.removeEventListener('click', point)
  }, [goTo, width])
  return (
    <>
      <svg className={classes['ticks']} width={width} height={ROW} aria-hidden>
        {ticks.map(({ label, ms }) => (
          <text key={label} x={place(ms)} y={17} textAnchor={ms === 0 ? 'start' : 'middle'}>
            {label}
          </text>
        ))}
      </svg>
      <ul className={classes['labels']}>
        {groups.map(group => (
          <GroupLabels key={group.id} group={group} />
        ))}
      </ul>
      <svg ref={drawing} className={classes['drawing']} width={width} height={height} aria-hidden>
        {ticks.map(({ label, ms }) => (
          <line key={label} className={classes['grid']} x1={place(ms)} x2={place(ms)} y2={height} />
        ))}
        <Lanes groups={groups} part={part} width={width} />
        <rect className={classes['later']} x={x} width={Math.max(0, width - x)} height={height} />
        <line className={classes['playhead']} x1={x} x2={x} y2={height} />
      </svg>
    </>
  )
}

function useGroupName(): (group: Group) => string {
  const { rehearse: words } = useWords().plan
  const naming = useNaming()
  return ({ kind, by = '' }) =>
    kind === 'promises' ? words.lanes.promises(naming(by)) : words.lanes[kind]
}

function GroupLabels({ group }: { readonly group: Group }) {
  const name = useGroupName()
  const naming = useNaming()
  return (
    <>
      <li className={classes['groupLabel']}>{name(group)}</li>
      {group.lanes.map(({ id, label, cites, isMissed }) => (
        <li key={id} title={label} data-missed={isMissed || undefined}>
          <span>{group.kind === 'told' ? naming(label) : label}</span>
          {cites.length > 0 && <small>{cites.join(', ')}</small>}
        </li>
      ))}
    </>
  )
}

/** Drawn once: what moves is drawn over it. */
const Lanes = memo(function Lanes({
  groups,
  part,
  width,
}: {
  readonly groups: readonly Group[]
  readonly part: (ms: number) => number
  readonly width: number
}) {
  const place = placeOn(part, width)
  const rows: { readonly lane: Lane; readonly row: number }[] = []
  const heads: number[] = []
  let row = 0
  for (const { lanes } of groups) {
    heads.push(row++)
    for (const lane of lanes) rows.push({ lane, row: row++ })
  }
  return (
    <>
      {heads.map(at => (
        <rect key={at} className={classes['head']} y={at * ROW} width={width} height={ROW} />
      ))}
      {rows.map(({ lane, row: at }) => (
        <g key={lane.id} transform={`translate(0 ${at * ROW + ROW / 2})`}>
          <line className={classes['rule']} x2={width} />
          {lane.marks.map(mark => (
            <OneMark key={`${mark.kind} ${mark.ms} ${mark.about}`} mark={mark} place={place} />
          ))}
        </g>
      ))}
    </>
  )
})

function OneMark({ mark, place }: { readonly mark: Mark; readonly place: Place }) {
  const { kind, ms, untilMs = ms, about } = mark
  const x = place(ms)
  return (
    <g>
      <title>{`${spanOf(ms)}: ${about}`}</title>
      <Sign kind={kind} x={x} until={place(untilMs)} />
    </g>
  )
}

/** Each kind has a shape of its own, so that it reads without colour. */
function Sign({
  kind,
  x,
  until,
}: {
  readonly kind: MarkKind
  readonly x: number
  readonly until: number
}) {
  switch (kind) {
    case 'span':
      return (
        <>
          <rect
            className={classes['span']}
            x={x}
            y={-5}
            width={Math.max(2, until - x)}
            height={10}
            rx={2}
          />
          <path className={classes['limit']} d={`M${until} -8v16`} />
        </>
      )
    case 'aim':
      return <path className={classes['aim']} d={`M${x} -6v12`} />
    case 'missed':
      return <path className={classes['missed']} d={`M${x - 5} -5l10 10m0 -10l-10 10`} />
    case 'met':
      return <path className={classes['met']} d={`M${x - 5} 0l4 4l7 -9`} />
    case 'event':
      return <path className={classes['event']} d={`M${x} -6l6 6l-6 6l-6 -6z`} />
    case 'asked':
      return <circle className={classes['asked']} cx={x} r={4.5} />
    case 'told':
      return <circle className={classes['told']} cx={x} r={4} />
  }
}

const KINDS = ['event', 'span', 'aim', 'met', 'missed', 'asked', 'told'] as const

function Legend() {
  const { rehearse: words } = useWords().plan
  return (
    <ul className={classes['legend']}>
      {KINDS.map(kind => (
        <li key={kind}>
          <svg
            width={kind === 'span' ? 34 : 18}
            height={18}
            viewBox={`-9 -9 ${kind === 'span' ? 34 : 18} 18`}
            aria-hidden
          >
            <Sign kind={kind} x={kind === 'span' ? -6 : 0} until={20} />
          </svg>
          {words.legend[kind]}
        </li>
      ))}
    </ul>
  )
}
