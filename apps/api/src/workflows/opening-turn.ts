/** Stands where a character speaks before anybody has asked: a chat's first message must be somebody's question. */
export const openingQuestion = '(You speak first.)'
