/** Hands a picture, or the numbers behind it, to the person as a file. */
export type PictureFormat = 'svg' | 'png' | 'csv'

export async function savePicture(name: string, format: PictureFormat, make: { svg: () => string; csv: () => string }) {
  if (format === 'csv') save(new Blob([make.csv()], { type: 'text/csv' }), `${name}.csv`)
  else if (format === 'svg') save(svgBlob(make.svg()), `${name}.svg`)
  else save(await toPng(make.svg()), `${name}.png`)
}

export const svgBlob = (svg: string): Blob => new Blob([svg], { type: 'image/svg+xml' })

/** Twice the size, so that it stays sharp in a paper. */
const sharpness = 2

async function toPng(svg: string): Promise<Blob> {
  const url = URL.createObjectURL(svgBlob(svg))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.naturalWidth * sharpness
    canvas.height = image.naturalHeight * sharpness
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The browser made no picture.'))), 'image/png'),
    )
  } finally {
    URL.revokeObjectURL(url)
  }
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
