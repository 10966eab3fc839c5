/** Once on the page: what bars are filled with that must differ without colour. */
export function Patterns() {
  return (
    <svg width={0} height={0} aria-hidden style={{ position: 'absolute' }}>
      <defs>
        <pattern
          id="tocsin-hatch"
          width={7}
          height={7}
          patternUnits="userSpaceOnUse"
          patternTransform="rotate(45)"
        >
          <line x1={0} x2={0} y1={0} y2={7} stroke="var(--tocsin-chart-bad)" strokeWidth={4} />
        </pattern>
        <pattern id="tocsin-dots" width={7} height={7} patternUnits="userSpaceOnUse">
          <circle cx={3.5} cy={3.5} r={1.8} fill="var(--tocsin-chart-late)" />
        </pattern>
      </defs>
    </svg>
  )
}
