/** A failed action says so in a corner, with its sentence and advice. */
import { notifications } from '@mantine/notifications'
import { readFailure } from '../failure.js'

export function notifyFailure(error: unknown): void {
  const failure = readFailure(error)
  notifications.show({ color: 'red', title: failure.message, message: failure.advice ?? failure.code, autoClose: 8000 })
}
