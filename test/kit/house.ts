import { plan, settingOf } from './setting.ts'

/** A plan with one of everything that the engine acts on, small enough to keep in mind. */
export const HOUSE = plan(`
  zone: Europe/Luxembourg
  severities:
    bad: {title: Bad, labels: [critical], floor: {fact: {intruder: yes}}}
    mild: {title: Mild, labels: [warning]}
  types: {outage: {title: Outage}, breach: {title: Breach, security: true}}
  sources: {monitoring: {title: Monitoring, machine: true}, person: {title: A person, machine: false}}
  facts:
    intruder: {ask: Is somebody inside?, by: lead}
    users: {ask: How many users?, kind: number, by: lead}
    cause: {ask: What caused it?, kind: choice, choices: [hardware, people], by: lead}
    story: {ask: What happened?, kind: text, by: lead}
  moments:
    disclosed: {title: Details became public, by: lead}
    known: {title: Known, is: {earliest: [aware, verified]}}
  positions: {chief: {title: Chief}, engineer: {title: Engineer}, owner: {title: Owner}}
  groups: {board: {title: Board}}
  roles:
    lead: {title: Lead, holders: [chief, engineer], duties: [Lead], may: [classify, resolve, close]}
    scribe: {title: Scribe, holders: [engineer, owner], not-with: [lead]}
  audiences:
    all: {title: All, members: [everyone]}
    team: {title: Team, members: [lead, scribe]}
    customers: {title: Customers, outside: true, members: [customers]}
  templates:
    notice: {title: Notice, subject: "About {{title}}", body: Dear customer, parts: {what: What happened, next: What comes next}}
  stages: {first: {title: First}, second: {title: Second}}
  obligations:
    - {id: page-lead, title: Take the lead, do: page, to: lead, text: "{{title}}"}
    - {id: look, title: Look at it, stage: first, do: task, by: lead, from: detected, within: 1h, aim: 30m, late: {escalate: 2}, waivable-by: lead}
    - {id: alone, title: Cannot be waived by a scribe, do: task, by: lead, waivable-by: lead, after: look}
    - {id: how-many, title: Count the users, when: {type: breach}, do: ask, fact: users, by: lead}
    - {id: news, title: News, when: {severity: bad}, do: update, to: team, by: scribe, from: declared, every: {aim: 1h, limit: 2h}, until: resolved}
    - {id: status, title: Status, when: {severity: [bad, mild]}, do: update, to: all, by: scribe, from: {newest: [declared, reclassified]}, within: 90m, late: {notify: team}, waivable-by: lead}
    - {id: police, title: Call the police, when: {fact: {intruder: yes}}, do: task, by: lead, waivable-by: lead}
    - {id: tell-all, title: Tell all, when: {severity: bad}, do: notify, to: all, text: "{{severity}}: {{title}}"}
    - {id: notice, title: Tell customers, when: {type: breach}, do: notice, to: customers, template: notice, approve: [lead], by: scribe, from: known, within: 72h, warn: 24h, waivable-by: lead}
    - {id: report, title: Report, when: {fact: {intruder: yes}}, do: report, to: customers, by: lead, from: known, within: 72h, waivable-by: lead}
    - {id: climb, title: Tell the board, when: {severity: bad}, do: escalate, level: 2, within: 1h}
    - {id: keep-logs, title: Keep the logs, when: {severity: [bad, mild]}, do: gather, kind: logs, by: scribe, waivable-by: lead}
    - {id: restore, title: Restore, stage: second, when: {severity: [bad, mild]}, do: task, each: system, by: lead, waivable-by: lead}
    - {id: notes, title: Write notes, do: notes, each: responder, by: each, from: resolved, waivable-by: lead}
    - {id: review, title: Review, do: meet, attend: [chief], by: lead, from: resolved, within: 5d, after: notes, waivable-by: lead}
    - {id: lessons, title: Lessons, do: finding, kind: lesson, by: lead, from: resolved, waivable-by: lead}
    - {id: actions, title: Actions, do: follow-up, designated-by: chief, by: chief, from: resolved, waivable-by: lead}
    - {id: act, title: Do what was agreed, do: task, each: follow-up, by: each, waivable-by: lead}
    - {id: thanks, title: Give feedback, do: feedback, each: responder, by: chief, from: reviewed, waivable-by: lead}
    - {id: ticket, title: File it, do: file, tracker: github, by: scribe, from: resolved, waivable-by: lead}
    - {id: public, title: Publish it, do: publish, where: library, approve: [lead], by: scribe, from: reviewed, waivable-by: lead}
    - {id: statement, title: Say it in public, when: {severity: [bad, mild]}, do: publish, where: status-page, approve: [lead], by: scribe, waivable-by: lead}
    - {id: not-serious, title: File it away, when: {reached: declassified}, do: task, by: lead}
  gates:
    looked: {title: Somebody looked, before: resolve, needs: [look], waivable-by: lead}
    done: {title: All is done, before: close, needs: [notes, review, actions, act], fields: [impact], waivable-by: lead}
    ready: {title: Ready for the second stage, before: "stage:second", needs: [look, police], waivable-by: lead}
    counted: {title: Counted, before: "send:notice", needs: [how-many], waivable-by: lead}
  escalation:
    1: {title: The lead, members: [lead]}
    2: {title: The board, members: [board]}
    3: {title: The owner, members: [owner], when: {severity: bad}}
  record:
    severity: {title: Severity, from: severity}
    impact: {title: Impact, required: true}
  measures:
    mtta: {title: Time to the first response, from: detected, to: acknowledged, target: {within: 15m, severity: bad}}
  paging: {wait: {bad: 5m, mild: 8m}, rounds: {bad: 2, mild: 1}}
`)

/** The house plan, staffed: two people stand in line for the lead, and the board has two members. */
export const HOME = settingOf(
  HOUSE,
  { chief: ['ana'], engineer: ['bo', 'eva'], owner: ['odo'], board: ['ida', 'jon'] },
  { also: ['zoe'], contacts: new Map([['customers', ['all@customers.example']]]) },
)
