/** Runs the system's ffmpeg to its end. */
import { spawn } from 'node:child_process'

export async function ffmpeg(arguments_: readonly string[]): Promise<{ ok: boolean; stdout: Buffer }> {
  const child = spawn('ffmpeg', ['-v', 'fatal', '-nostdin', '-y', ...arguments_], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const chunks: Buffer[] = []
  for await (const chunk of child.stdout) chunks.push(chunk as Buffer)
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('close', resolve)))
  return { ok: code === 0, stdout: Buffer.concat(chunks) }
}
