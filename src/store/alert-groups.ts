// What is to be told of groups of alerts, and what has been. Their counts are moved in alerts.ts, with the alerts.
import { uuidColumn } from '#/store/alert-arrays.ts'
import type { Claim, ClaimedGroup } from '#/store/alerts.ts'
import { boolArray, int4Array, textArray } from '#/store/binary-array.ts'
import { changed, rows, statement } from '#/store/db.ts'
import type { Db } from '#/store/db.ts'

const GROUP_COLUMNS = `
  replace(g.key::text, '-', '') as key, g.labels::text, replace(g.first_alert::text, '-', '') as "firstAlert", g.round, g.active, g.fired,
            g.told_round as "toldRound", g.told_firing as "toldFiring", g.next_count as "nextCount",
            g.incident_id as "incidentId"`

/**
 * Claims up to `limit` groups of which something is to be told and which no living node has claimed; this node's own claims
 * do not stand in its way. A node that dies loses its claims when they lapse.
 */
export async function claimPending(
  db: Db,
  { now, node, until, limit }: Claim & { readonly limit: number },
): Promise<readonly ClaimedGroup[]> {
  return rows<ClaimedGroup>(db, CLAIM_PENDING, [now, node, until, limit])
}

export const CLAIM_PENDING = statement(
  'claim_pending',
  `
  with due as (
    select key
      from alert_group
     where pending
       and (claimed_until is null or claimed_until <= $1 or claimed_by = $2::uuid)
     order by key
     limit $4
       for no key update skip locked
  )
  update alert_group as g
     set claimed_by = $2::uuid, claimed_until = $3
    from due
   where g.key = due.key
  returning ${GROUP_COLUMNS}`,
)

/** Ends all claims on groups. For a node that is alone: whoever claimed them is dead. */
export async function releaseGroups(db: Db): Promise<number> {
  return changed(db, RELEASE_GROUPS)
}

export const RELEASE_GROUPS = statement(
  'release_groups',
  `
  update alert_group
     set claimed_until = null
   where pending
     and claimed_until is not null`,
)

/** What the keeper of the incidents now knows of a group. */
export type Told = {
  readonly key: string
  readonly round: number
  readonly firing: boolean
  readonly nextCount: number
}

/** Notes what has been told, and gives the groups about which there is more to tell by now: they stay this node's. */
export async function markTold(
  db: Db,
  told: readonly Told[],
  { node, until }: Omit<Claim, 'now'>,
): Promise<readonly ClaimedGroup[]> {
  const groups = await rows<ClaimedGroup & { pending: boolean }>(db, MARK_TOLD, [
    uuidColumn(told.map(({ key }) => key)),
    int4Array(told.map(({ round }) => round)),
    boolArray(told.map(({ firing }) => firing)),
    int4Array(told.map(({ nextCount }) => nextCount)),
    node,
    until,
  ])
  return groups.filter(({ pending }) => pending)
}

// A claim on a group that is not pending means nothing, so it may stay.
export const MARK_TOLD = statement(
  'mark_told',
  `
  with told as (
    select told.*
      from alert_group
      join unnest($1::uuid[], $2::int4[], $3::bool[], $4::int4[]) as told (key, round, firing, next_count)
        on told.key = alert_group.key
     order by told.key
       for no key update of alert_group
  )
  update alert_group as g
     set told_round = greatest(g.told_round, told.round), told_firing = told.firing, next_count = told.next_count,
         claimed_by = $5::uuid, claimed_until = $6
    from told
   where g.key = told.key
  returning ${GROUP_COLUMNS}, g.pending`,
)

/**
 * Groups that fire on though their incident is resolved or has ended: the next of them that fires is to be told, and not only the
 * tenth, since nobody looks after them any more.
 */
export async function listenAnew(db: Db): Promise<number> {
  return changed(db, LISTEN_ANEW)
}

export const LISTEN_ANEW = statement(
  'listen_anew',
  `
  with over as (
    select g.key
      from alert_group g
      join incident i on i.id = g.incident_id
     where g.active > 0
       and not g.pending
       and g.next_count <> g.fired + 1
       and (not i.open or i.summary->>'status' = 'resolved')
     order by g.key
       for no key update of g skip locked
  )
  update alert_group as g
     set next_count = g.fired + 1
    from over
   where g.key = over.key`,
)

/** Links groups to the incidents that they belong to from now on. For the transaction that opens or joins those. */
export async function linkGroups(
  db: Db,
  links: readonly { readonly key: string; readonly incidentId: string }[],
): Promise<void> {
  await changed(db, LINK_GROUPS, [
    uuidColumn(links.map(({ key }) => key)),
    textArray(links.map(({ incidentId }) => incidentId)),
  ])
}

export const LINK_GROUPS = statement(
  'link_groups',
  `
  with link as (
    select link.*
      from alert_group
      join unnest($1::uuid[], $2::text[]) as link (key, incident_id) on link.key = alert_group.key
     order by link.key
       for no key update of alert_group
  )
  update alert_group as g
     set incident_id = link.incident_id
    from link
   where g.key = link.key`,
)
