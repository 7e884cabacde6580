/** A model hub on this machine: commit and checksums in its first answer, the bytes elsewhere, and faults on request. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tinyClipFolder } from '../testing.js'

export const COMMIT = 'c0ffee'.padEnd(40, '0')

/** `cut`: half of what is left, then the line drops. `stall`: half, then silence. `whole`: ranges are not understood. */
export type Fault = 'cut' | 'stall' | 'whole' | 'busy' | 'missing' | 'other bytes' | 'circle'

export interface TestHub {
  url: string
  /** `GET` of each file, in order: path, and the range if one was asked for. */
  requests: string[]
  /** One fault for each of the next answers with bytes; none when they are used up. */
  faults: Fault[]
  close(): Promise<void>
}

export async function startHub(): Promise<TestHub> {
  const requests: string[] = []
  const faults: Fault[] = []
  const server = createServer((request, response) => {
    const [, file] = /^\/test\/clip\/resolve\/[^/]+\/(.+)$/.exec(request.url ?? '') ?? []
    const [, stored] = /^\/bytes\/(.+)$/.exec(request.url ?? '') ?? []
    if (file !== undefined) {
      requests.push([request.url, request.headers.range].filter(Boolean).join(' '))
      answerFile(response, file, request)
    } else if (stored !== undefined) answerBytes(response, stored, request)
    else response.writeHead(404).end()
  })

  function answerFile(response: ServerResponse, file: string, request: IncomingMessage): void {
    if (faults[0] === 'missing' || faults[0] === 'busy') {
      response.writeHead(faults.shift() === 'missing' ? 404 : 503).end()
      return
    }
    const bytes = contentOf(file)
    response.setHeader('x-repo-commit', COMMIT)
    if (!file.endsWith('.onnx')) {
      response.setHeader('etag', `"${createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')}"`)
      answerBytes(response, file, request)
      return
    }
    response.setHeader('x-linked-etag', `"${createHash('sha256').update(bytes).digest('hex')}"`)
    response.setHeader('x-linked-size', bytes.length)
    response.writeHead(302, { location: faults[0] === 'circle' ? request.url : `/bytes/${file}` }).end()
  }

  function answerBytes(response: ServerResponse, file: string, request: IncomingMessage): void {
    const fault = faults.shift()
    const all = fault === 'other bytes' ? contentOf(file).map((byte) => byte ^ 1) : contentOf(file)
    const start = fault === 'whole' ? 0 : Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    if (start > 0) response.setHeader('content-range', `bytes ${start}-${all.length - 1}/${all.length}`)
    const rest = all.subarray(start)
    response.writeHead(start > 0 ? 206 : 200, { 'content-length': rest.length })
    if (fault !== 'cut' && fault !== 'stall') {
      response.end(rest)
      return
    }
    response.write(
      rest.subarray(0, rest.length >> 1),
      () => fault === 'cut' && setTimeout(() => response.destroy(), 20),
    )
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    faults,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function contentOf(file: string): Buffer {
  return readFileSync(`${tinyClipFolder}/${file}`)
}
