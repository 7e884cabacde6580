/** Lets plain Node run our sources: it strips the types itself, but looks for the `.js` that an import names. */
import { registerHooks } from 'node:module'

registerHooks({
  resolve(specifier, context, next) {
    if (specifier.startsWith('.') && specifier.endsWith('.js') && context.parentURL?.endsWith('.ts'))
      return next(`${specifier.slice(0, -3)}.ts`, context)
    return next(specifier, context)
  },
})
