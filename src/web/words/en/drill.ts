export const drill = {
  title: 'Drill',
}
