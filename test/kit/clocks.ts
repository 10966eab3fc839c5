import { plan, settingOf } from './setting.ts'

/** A plan in which everything hangs on time: on cases that change, caps, days off, what is scheduled, and on what has passed. */
export const CLOCKS = plan(`
  plan: clocks
  zone: Europe/Luxembourg
  calendars:
    office: {title: Office, place: LU, hours: 08:00-18:00, closed: [2026-06-11]}
    market: {title: Market, zone: America/New_York, holidays: [US], hours: 09:30-16:00}
  severities:
    bad: {title: Bad, labels: [critical]}
    middling: {title: Middling}
    mild: {title: Mild, labels: [warning], propose: {passed: {after: declared, by: 12h}}}
  types: {outage: {title: Outage}, breach: {title: Breach, security: true}}
  sources: {monitoring: {title: Monitoring, machine: true}, person: {title: A person, machine: false}}
  systems: {web: {title: Web, tier: 1, owner: lead}, "db": {title: Database, tier: 2}, mail: {title: Mail}}
  facts:
    open-door: {ask: Is a door open?, by: lead}
    lost: {ask: How many records are lost?, kind: number, by: lead}
    cause: {ask: What caused it?, kind: choice, choices: [people, hardware], by: lead}
  moments:
    release: {title: The release, by: lead, scheduled: yes}
    known: {title: Known, is: {earliest: [aware, verified]}}
    embargo: {title: The embargo ends, is: {before: release, by: 6h}}
  positions: {chief: {title: Chief}, engineer: {title: Engineer}, owner: {title: Owner}}
  roles:
    lead: {title: Lead, holders: [chief, engineer], may: [classify, resolve, close]}
    scribe: {title: Scribe, holders: [engineer, owner]}
  audiences:
    all: {title: All, members: [everyone]}
    team: {title: Team, members: [lead, scribe]}
    customers: {title: Customers, outside: true, members: [customers]}
  stages:
    first: {title: First}
    second: {title: Second, begins: {passed: {after: contained, by: 1h}}}
  obligations:
    - {id: wake-lead, title: Wake the lead, do: page, to: lead, within: {bad: 15m, middling: 1h}}
    - {id: answer, title: Answer, stage: first, do: task, by: lead, within: {bad: 30m, middling: 2h, mild: 1 working day}, late: {escalate: 2}, waivable-by: lead}
    - {id: fix, title: Fix it, when: {severity: [bad, middling]}, do: task, by: lead, from: detected, within: [{when: {fact: {open-door: yes}}, unmeasured: at once}, {when: {during: office, at: detected}, limit: 4h, aim: 2h}, {limit: 1 working day, at: "17:00"}], waivable-by: lead}
    - {id: raised, title: Tell that it was raised, when: {severity: [bad, middling]}, do: task, by: scribe, from: {newest: [declared, entered]}, within: {bad: 20m, middling: 3h}, waivable-by: lead}
    - {id: initial, title: First report, when: {type: breach}, do: task, by: lead, from: classified, within: 4h, no-later-than: {after: known, by: 24h}, roll: {to: next-working-day, at: "12:00", when: {fact: {cause: people}}}, waivable-by: lead}
    - {id: next-report, title: Second report, when: {type: breach}, do: task, by: lead, from: {met: initial}, within: 3d, roll: {to: next-working-day, only-shown: National law decides}, waivable-by: lead}
    - {id: yearly, title: For the list of the year, when: {fact: {lost: {over: 0}}}, do: task, by: scribe, no-later-than: {after: {end-of: year, of: known}, by: 60d}, waivable-by: lead}
    - {id: words, title: Agree on the words, when: {reached: known}, do: task, by: scribe, no-later-than: [{before: release, by: 24h}, {after: known, by: 5 working days}], waivable-by: lead}
    - {id: after-release, title: Look after the release, do: task, by: lead, from: release, within: 1h, waivable-by: lead}
    - {id: embargoed, title: Lift the embargo, when: {reached: embargo}, do: task, by: scribe, within: 2h, waivable-by: lead}
    - {id: half, title: Half of the time is over, when: {passed: {share: 50%, of: answer}}, do: notify, to: team, text: "{{title}}"}
    - {id: too-long, title: It takes too long, when: {passed: {share: 150%, of: answer}, none: [{done: answer}]}, do: escalate, level: 3}
    - {id: pulse, title: Pulse, when: {severity: [bad, middling]}, do: update, to: team, by: scribe, from: declared, every: [{when: {stage: second}, limit: 4h, aim: 3h}, {when: {passed: {after: declared, by: 6h}}, limit: 3h}, {limit: 1h}], also-on: [{answered: lost}, reclassified], within: 10m, until: {any: [{reached: resolved}, {passed: {after: declared, by: 36h}}]}}
    - {id: word, title: A word to all, do: update, to: all, by: scribe, every: {bad: 1h, middling: 8h}, also-on: {answered: cause, as: people}, until: resolved, late: {notify: team}}
    - {id: shift, title: The night shift, when: {severity: bad, none: [{during: office}]}, do: task, by: scribe, within: 1h, waivable-by: lead}
    - {id: trade, title: Tell the market, when: {severity: bad}, do: task, by: lead, calendar: market, within: 3 working hours, warn: 1 working hour, waivable-by: lead}
    - {id: long, title: It has been long, when: {lasted: {from: declared, to: resolved, over: 8h}}, do: task, by: scribe, within: 2h, waivable-by: lead}
    - {id: why-late, title: Say why it was late, when: {missed: [answer, fix]}, do: task, by: lead, from: {earliest: [{due: answer}, {due: fix}]}, within: 1d, waivable-by: lead}
    - {id: bring-back, title: Bring it back, do: task, each: system, by: lead, within: [{when: {tier: 1}, limit: 1h}, {when: {tier: 2}, limit: 4h}, {limit: 1 working day}], waivable-by: lead}
    - {id: first-of-all, title: The most critical first, when: {tier: 1}, do: task, by: lead, waivable-by: lead}
    - {id: soak, title: Watch it, do: task, by: lead, from: contained, not-before: 2h, within: 6h, waivable-by: lead}
    - {id: quiet, title: It has been quiet, do: task, by: scribe, from: contained, not-before: 30m, met: {fact: {open-door: no}}, waivable-by: lead}
    - {id: call-back, title: Call everybody back, when: {reached: contained}, do: notify, to: all, text: "{{title}}", from: contained, not-before: 45m}
    - {id: later, title: Look again, when: {reached: closed}, do: task, by: lead, from: closed, not-before: 1d, within: 3d}
    - {id: verify-again, title: Verify again, when: {passed: {after: closed, by: 2d}}, do: task, by: lead, within: 1 working day}
  gates:
    soaked: {title: It was watched, before: resolve, needs: [soak], waivable-by: lead}
  escalation:
    1: {title: The lead, members: [lead]}
    2: {title: The owner, members: [owner]}
    3: {title: Both, members: [owner, chief], when: {passed: {after: declared, by: 30m}}}
  paging: {wait: 5m, rounds: 2}
`)

/** The plan of clocks, staffed. */
export const AT_CLOCKS = settingOf(
  CLOCKS,
  { chief: ['ana'], engineer: ['bo', 'eva'], owner: ['odo'] },
  { also: ['zoe'], contacts: new Map([['customers', ['all@customers.example']]]) },
)
