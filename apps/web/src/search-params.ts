/** Building blocks for a page's state in the address. A value that makes no sense is left out, never an error page. */
import * as z from 'zod/mini'

export const word = z.catch(z.optional(z.string()), undefined)
export const flag = z.catch(z.optional(z.boolean()), undefined)
export const whole = z.catch(z.optional(z.int()), undefined)

export const choice = <const Values extends readonly [string, ...string[]]>(values: Values) =>
  z.catch(z.optional(z.enum(values)), undefined)
