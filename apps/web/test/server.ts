/** The built server on an empty data folder, with the endpoint given as its only model, and videos to walk through. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../../api/dist/main.js', import.meta.url))

export interface HouseServer {
  readonly url: string
  close(): Promise<void>
}

export async function openServer(folder: string, modelUrl: string, videos: string[] = []): Promise<HouseServer> {
  const server = spawn(process.execPath, [main, ...videos], {
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      V2R_DATA_DIR: join(folder, 'data'),
      OPENAI_BASE_URL: modelUrl,
      V2R_MODEL: 'scripted',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    server.stdout.on('data', (piece: Buffer) => {
      said += piece.toString()
      const found = /ready at (http:\S+)/.exec(said)?.[1]
      if (found !== undefined) resolve(found)
    })
    server.once('exit', (code) => reject(new Error(`The server ended with ${code} before it was ready: ${said}`)))
  })
  return {
    url,
    async close() {
      const ended = once(server, 'exit')
      server.kill('SIGTERM')
      await ended
    },
  }
}
