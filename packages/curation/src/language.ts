/** The two languages the paper's platforms speak, and how prompts name them. */
import * as z from 'zod'

export const Language = z.enum(['en', 'zh'])
export type Language = z.infer<typeof Language>

export const languageName: Record<Language, string> = { en: 'English', zh: 'Chinese (简体中文)' }
