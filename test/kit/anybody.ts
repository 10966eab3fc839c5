// Somebody, drawn by chance.
import type { Scene } from './any-command.ts'

export function anyone({ setting, chance }: Scene): string {
  return chance.of(1, 40)
    ? 'stranger'
    : chance.one([...setting.directory.people.keys(), 'stranger'])
}

/** A person or whoever is behind a name. */
export function anybody(scene: Scene): string {
  const { setting, chance } = scene
  if (chance.of(1, 2)) return anyone(scene)
  const { positions, groups } = setting.directory
  return chance.one([
    ...positions.keys(),
    ...groups.keys(),
    ...setting.plan.roles.map(({ id }) => id),
    'everyone',
  ])
}
