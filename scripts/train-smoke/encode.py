"""An example as token ids and labels, in InternVL's own prompt (ChatML), with bytes for a vocabulary.

Labels are the answers and the mark that ends each; everything else is -100. A real tokenizer would make fewer tokens;
the places of the answers, which is what can go wrong, are the same.
"""

SPECIALS = ["<pad>", "<|im_start|>", "<|im_end|>", "<img>", "</img>", "<IMG_CONTEXT>"]
PAD, START, END, IMAGE_START, IMAGE_END, CONTEXT = range(256, 256 + len(SPECIALS))
VOCABULARY = 256 + len(SPECIALS)
IGNORED = -100


def encode(example, tokens_per_frame):
    ids, labels = [], []

    def add(new, is_answer=False):
        ids.extend(new)
        labels.extend(new if is_answer else [IGNORED] * len(new))

    if example.system:
        add([START, *b"system\n", *example.system.encode(), END, *b"\n"])
    for role, text in example.turns:
        add([START, *f"{role}\n".encode()])
        if role == "assistant":
            add([*text.encode(), END], is_answer=True)
            add(list(b"\n"))
            continue
        for at, piece in enumerate(text.split("<image>")):
            if at > 0:
                add([IMAGE_START, *[CONTEXT] * tokens_per_frame, IMAGE_END])
            add(list(piece.encode()))
        add([END, *b"\n"])
    return ids, labels


def decode_labels(labels):
    """The answers as the loss sees them: what was cut or masked away is missing here."""
    answers, current = [], bytearray()
    for token in labels:
        if token == END:
            answers.append(current.decode())
            current = bytearray()
        elif token != IGNORED:
            current.append(token)
    return answers
