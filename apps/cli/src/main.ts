#!/usr/bin/env node
/** `v2r`: the command line of Video2Roleplay, a typed client of a running server. */
import { createProgram } from './program.js'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // `v2r … | head` closes the pipe; that is no failure.
  if (error.code === 'EPIPE') process.exit(0)
  throw error
})
process.exitCode = await createProgram(process.env).run(process.argv)
