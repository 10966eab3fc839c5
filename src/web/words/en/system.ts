export const system = {
  means:
    'What the watchdog finds, looked at now. What is wrong for half a minute wakes the operators.',
  well: 'All is well.',
  doubtful: (count: number) =>
    count === 1
      ? 'Nothing is wrong; one thing is doubtful.'
      : `Nothing is wrong; ${count} things are doubtful.`,
  toMend: (count: number) => (count === 1 ? 'One thing is wrong.' : `${count} things are wrong.`),
  again: 'Look again',
  states: { good: 'Well', doubtful: 'Doubtful', bad: 'Wrong' },
  checks: {
    database: 'Database',
    loops: 'Loops',
    messages: 'Messages out',
    'clocks of incidents': 'Clocks of incidents',
    signals: 'Signals',
    intake: 'Intake',
    disk: 'Disk',
    plan: 'Plan',
    operators: 'Operators',
    channels: 'Channels',
    'dead letters': 'Messages given up',
    clock: 'Clock',
    responsiveness: 'Responsiveness',
    'outside heartbeat': 'Outside heartbeat',
  },
}
