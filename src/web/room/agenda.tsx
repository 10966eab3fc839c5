import { useRoom } from './room.ts'

export function Agenda() {
  const { obligations } = useRoom()
  return (
    <ul>
      {obligations.map(({ id, title }) => (
        <li key={id}>{title}</li>
      ))}
    </ul>
  )
}
