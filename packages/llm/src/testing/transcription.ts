/** The scripted endpoint's ear: takes the form that a transcription is asked with, checks it, and answers as told. */
import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'

export interface ReceivedAudio {
  model: string
  fileName: string
  bytes: number
  sha256: string
  responseFormat: string
}

/** What the server says: segments, a text alone as older servers send it, or an error. */
export type TranscriptionReply =
  | { text: string; language?: string; segments?: { start: number; end: number; text: string }[] }
  | { status: number; message: string }

export async function answerTranscription(
  request: IncomingMessage,
  response: ServerResponse,
  heard: ReceivedAudio[],
  transcribe: (audio: ReceivedAudio) => TranscriptionReply,
): Promise<void> {
  const pieces: Buffer[] = []
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
  const headers = { 'content-type': request.headers['content-type'] ?? '' }
  const form = await new Response(Buffer.concat(pieces), { headers }).formData()
  const file = form.get('file')
  const model = form.get('model')
  if (!(file instanceof File) || typeof model !== 'string')
    return send(response, 422, { error: { message: 'A transcription needs a file and a model.' } })
  const bytes = Buffer.from(await file.arrayBuffer())
  const audio: ReceivedAudio = {
    model,
    fileName: file.name,
    bytes: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    responseFormat: String(form.get('response_format')),
  }
  heard.push(audio)
  const reply = transcribe(audio)
  if ('status' in reply) return send(response, reply.status, { error: { message: reply.message, code: null } })
  send(response, 200, reply)
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
