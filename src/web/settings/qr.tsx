import { encode } from 'uqr'

/** A QR code, black on white in either scheme: cameras want it so. */
export function Qr({ text, label }: { readonly text: string; readonly label: string }) {
  return (
    <img
      src={`data:image/svg+xml,${encodeURIComponent(drawn(text))}`}
      alt={label}
      width={208}
      height={208}
    />
  )
}

function drawn(text: string): string {
  const { data, size } = encode(text, { border: 3, ecc: 'M' })
  const path = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => (isDark ? [`M${x} ${y}h1v1h-1z`] : [])),
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" shape-rendering="crispEdges"><rect width="${size}" height="${size}" fill="#fff"/><path d="${path.join('')}"/></svg>`
}
