// A payload of nobody we know: its key, title, state and weight by the names that most senders give them. It is told of in any case;
// the one thing not to be guessed wrongly is that something is over.
import { isObject } from '#/core/intake/alertmanager-alerts.ts'
import type { Fields } from '#/core/intake/doors/payload.ts'
import {
  digestOf,
  isNotEmpty,
  REPORT_LIMITS,
  reportOf,
  textOf,
  timeMsOf,
  urlOf,
  wordsIn,
} from '#/core/intake/doors/payload.ts'
import type { Report } from '#/core/intake/doors/reading.ts'
import { stateIn, unmark } from '#/core/intake/doors/words.ts'

/** Under one of these the sender keeps what it speaks of; the first that is there is looked at together with what is around it. */
const WITHIN = wordsIn(`
  alert incident issue event finding detection problem alarm check monitor heartbeat threat
  data detail payload body attributes
`)
/** Lists of several things in one post. */
const LISTS = [
  'alerts',
  'events',
  'incidents',
  'findings',
  'detections',
  'issues',
  'problems',
  'records',
]
const DEPTH_MAX = 3

/** Fields of one thing by their names in lower case without signs between words, the innermost first. */
type Known = ReadonlyMap<string, string>

/** What could be told of a payload; undefined where it is no object, nor a list of some. */
export function guessReports(body: unknown): readonly Report[] | undefined {
  const things = thingsIn(body)
  return things?.map(({ thing, around }) => guess(thing, around))
}

type Thing = { readonly thing: Fields; readonly around: Fields }

function thingsIn(body: unknown): readonly Thing[] | undefined {
  if (Array.isArray(body)) return listed(body, {})
  if (!isObject(body)) return undefined
  const list = LISTS.map(name => body[name]).find(
    each => Array.isArray(each) && each.length > 0 && each.every(isObject),
  )
  return Array.isArray(list) ? listed(list, body) : [{ thing: body, around: {} }]
}

function listed(list: readonly unknown[], around: Fields): readonly Thing[] | undefined {
  // One more than may come is enough to be told so.
  const things = list.slice(0, REPORT_LIMITS.reports + 1).filter(isObject)
  return things.length === 0 ? undefined : things.map(thing => ({ thing, around }))
}

function guess(thing: Fields, around: Fields): Report {
  const known = new Map([...fieldsIn(around, 1), ...fieldsIn(thing, DEPTH_MAX)])
  const subject = first(known, TITLES)
  const { state: marked, rest } = unmark(subject)
  const systems = SYSTEMS.map(name => known.get(name) ?? '')
  return reportOf({
    key: keyOf(known, rest, systems.find(isNotEmpty) ?? ''),
    state: stateOf(known, marked),
    title: rest || subject || titleOf(known),
    description: first(
      known,
      DESCRIPTIONS.filter(name => known.get(name) !== subject),
    ),
    source: first(known, ['source']),
    urgency: urgencyOf(known),
    systems,
    url: urlOf(...URLS.map(name => known.get(name) ?? '')),
    startsAtMs: STARTS.map(name => timeMsOf(known.get(name))).find(ms => ms !== undefined),
    labels: Object.fromEntries(
      [...known].filter(([name, value]) => value.length <= LABEL_CHARS_MAX && !TOLD.has(name)),
    ),
  })
}

const LABEL_CHARS_MAX = 120
/** What the report says already. */
const TOLD = new Set([
  'title',
  'summary',
  'subject',
  'description',
  'message',
  'msg',
  'text',
  'body',
])
const FIELDS_MAX = 400

/** What is written directly wins over what is written deeper, but for names that the inner thing has of its own. */
function fieldsIn(given: Fields, depth: number): Known {
  const found = new Map<string, string>()
  for (const [name, value] of Object.entries(given).slice(0, FIELDS_MAX)) {
    const text = textOf(value)
    if (text !== '') found.set(nameOf(name), text)
  }
  if (depth === 0) return found
  for (const [name, inner] of Object.entries(given).slice(0, FIELDS_MAX)) {
    if (!isObject(inner)) continue
    const isSubject = WITHIN.includes(nameOf(name))
    for (const [field, text] of isSubject ? fieldsIn(inner, depth - 1) : named(name, inner))
      if (isSubject || !found.has(field)) found.set(field, text)
  }
  return found
}

/** Of what only belongs to it: `host: {name: …}`, `rule: {name: …}`, `labels: {severity: …}`. */
function named(name: string, inner: Fields): Known {
  const own = nameOf(name)
  if (['labels', 'tags', 'details', 'customdetails', 'annotations'].includes(own))
    return fieldsIn(inner, 0)
  const called = CALLED.map(field => textOf(inner[field])).find(isNotEmpty) ?? ''
  return called === '' ? new Map() : new Map([[own, called]])
}

const CALLED = [
  'name',
  'full_name',
  'fullName',
  'alternateId',
  'displayName',
  'login',
  'title',
  'id',
]

function nameOf(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
}

function first(known: Known, names: readonly string[]): string {
  return names.map(name => known.get(name) ?? '').find(isNotEmpty) ?? ''
}

const TITLES = wordsIn(`
  title summary subject primarydescription alertname alerttitle eventtitle messagetitle
  headline rulename monitorname checkname problemtitle incidenttitle alertdisplayname
  detectionname threatname sourcerule displaymessage entitydisplayname signalname
  policyname conditionname message msg text name description reason eventname eventtype
  event
`)
const DESCRIPTIONS = wordsIn(`
  description details message msg text body output longoutput reason content
  secondarydescription error errormessage cause impact note
`)
const SYSTEMS = wordsIn(`
  service servicename host hostname instance server node device computer computername
  agentname resource resourcename component entity system application app monitorurl target
  entitysnapshot repository
`)
const URLS = wordsIn(`
  url link htmlurl alerturl incidenturl permalink weburl problemurl eventurl monitorlink
  detectorurl falconhostlink dashboardurl runbookurl
`)
const STARTS = wordsIn(`
  startsat startedat starttime triggeredat firedat createdat created detectedat timestamp
  time date datetime occurredat firstseen published
`)

/** From the most to the least likely to be the same at the beginning and at the end of one thing. */
const KEYS = wordsIn(`
  dedupkey deduplicationkey incidentkey fingerprint alias aggregationkey alertkey
  correlationid problemid incidentid alertid issueid caseid detectionid findingid
  compositeid threatid entityid externalid key
`)
/** These name what watches; one of them watches many things. */
const WATCHERS = ['monitorid', 'checkid', 'ruleid', 'policyid', 'definitionid', 'triggerid']

function keyOf(known: Known, title: string, system: string): string {
  const key = first(known, KEYS)
  if (key !== '') return key
  const watcher = first(known, WATCHERS)
  if (watcher !== '') return [watcher, system].filter(isNotEmpty).join('/')
  const id = first(known, ['id', 'uuid', 'eventid', 'eventuuid', 'guid'])
  if (id !== '') return id
  // Without any name it is one thing as long as its title and what it is about stay the same.
  return title === ''
    ? digestOf(...[...known].flat())
    : [title, system].filter(isNotEmpty).join('/')
}

/** Fields that are there to say how it stands. */
const STATES = wordsIn(`
  alertstate alertstatus state status currentstate newstate newstatus incidentstatus
  incidentstate problemstate issuestatus statusname
`)
/** Fields that name what happened. */
const EVENTS = wordsIn(`
  eventaction alertaction action alerttransition transition alerttype notificationtype
  messagetype eventtype eventname event type trigger
`)
/** Of an event, words for a beginning; `error` and `alarm` are kinds of things, of which also the end is told. */
const BEGINS = /trigger|firing|fired|open|creat|new|raise|unresolved|reintroduced/i

function stateOf(known: Known, marked: Report['state'] | undefined): Report['state'] {
  const stands = STATES.map(name => stateIn(known.get(name) ?? '', 'state'))
  const happened = EVENTS.map(name => known.get(name) ?? '')
  const events = happened.map(text => stateIn(text, 'event'))
  const begins = happened.some((text, index) => events[index] === 'firing' && BEGINS.test(text))
  // Whoever contradicts himself is believed that it goes on.
  if (begins || marked === 'firing' || stands.includes('firing')) return 'firing'
  const flags = ['resolved', 'isresolved', 'recovered', 'closed'].map(name => yes(known.get(name)))
  const said = [...stands, ...events, ...flags, marked]
  if (said.includes('resolved')) return 'resolved'
  return said.includes('acknowledged') ? 'acknowledged' : 'firing'
}

function yes(text: string | undefined): 'resolved' | undefined {
  return text === 'true' ? 'resolved' : undefined
}

const WEIGHTS = wordsIn(`
  severityname severitylabel severity alertseverity priority urgency criticality risklevel
  threatlevel level impact alertpriority
`)

function urgencyOf(known: Known): string {
  const said = first(known, WEIGHTS)
  // SentinelOne writes E_CRITICAL.
  const word = said.replace(/^(E|SEV|SEVERITY|LEVEL)_(?=[A-Za-z])/i, '')
  return /^(ok|up|normal|resolved|cleared|recovered)$/i.test(word) ? '' : word
}

function titleOf(known: Known): string {
  const shown = [...known].slice(0, 5).map(([name, value]) => `${name}=${value}`)
  return shown.join(' ') || 'A report without a text'
}
