/** Somebody on this machine whom a hostile file may try to call: it counts who does. */
import { once } from 'node:events'
import { createServer } from 'node:net'

export async function listenForCallers(port: number): Promise<{ callers(): number; close(): Promise<void> }> {
  let callers = 0
  const server = createServer((socket) => {
    callers++
    socket.destroy()
  })
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return {
    callers: () => callers,
    close: async () => {
      server.close()
      await once(server, 'close')
    },
  }
}
