/** The scripted endpoint of the benchmark, in a process of its own: it says its address, and its counts when asked. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { startScriptedEndpoint } from '@video2roleplay/llm/testing'

const latencyMs = Number(process.argv[2])
const endpoint = await startScriptedEndpoint({
  latencyMs,
  respond: ({ purpose, index }) =>
    purpose === 'curation/summarise-video'
      ? '<reasoning>One thing after the other.</reasoning><summary>I walk through a park and talk to the camera.</summary>'
      : `A person walks through a park and points at tree number ${index}.`,
})
const counts = createServer((_request, response) => response.end(JSON.stringify(endpoint.counts)))
counts.listen(0, '127.0.0.1', () => {
  const { port } = counts.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ baseUrl: endpoint.baseUrl, countsUrl: `http://127.0.0.1:${port}/` })}\n`)
})
