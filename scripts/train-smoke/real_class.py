"""The real InternVL class of transformers, tiny and random, with LoRA by peft: its own forward, its own loss.

The weights are noise, so the loss says that records reach the model as they should, and nothing about quality.
"""
import importlib.util

TILE = 112
# InternVL's pixel shuffle leaves a quarter of the 14 x 14 patches: 256 tokens for a tile of 448, 16 for this one.
TOKENS_PER_FRAME = (TILE // 14) ** 2 // 4
NAME = "InternVLForConditionalGeneration, tiny and random, LoRA r=16"


def missing():
    """What is not installed, in words; empty where the real class can run."""
    absent = [name for name in ("torch", "transformers", "peft") if importlib.util.find_spec(name) is None]
    if "torch" not in absent:
        import torch

        if int(torch.__version__.split(".")[0]) < 2:
            absent.append(f"torch >= 2 (found {torch.__version__})")
    return absent


def prepare(encoded):
    import torch
    from peft import LoraConfig, get_peft_model
    from transformers import InternVLConfig, InternVLForConditionalGeneration

    from encode import CONTEXT, END, PAD, VOCABULARY

    longest = max(len(ids) for ids, _, _ in encoded)
    text = dict(
        model_type="qwen2",
        vocab_size=VOCABULARY,
        hidden_size=64,
        intermediate_size=128,
        num_hidden_layers=2,
        num_attention_heads=4,
        num_key_value_heads=2,
        max_position_embeddings=longest + 8,
        bos_token_id=None,
        eos_token_id=END,
        pad_token_id=PAD,
        tie_word_embeddings=False,
    )
    vision = dict(hidden_size=32, intermediate_size=64, num_hidden_layers=2, num_attention_heads=2, image_size=TILE)
    config = InternVLConfig(
        vision_config=vision,
        text_config=text,
        image_token_id=CONTEXT,
        image_seq_length=TOKENS_PER_FRAME,
        tie_word_embeddings=False,
    )
    layers = r".*language_model.*\.(q_proj|k_proj|v_proj|o_proj|gate_proj|up_proj|down_proj)"
    model = get_peft_model(
        InternVLForConditionalGeneration(config), LoraConfig(r=16, lora_alpha=32, target_modules=layers)
    ).train()
    mean = torch.tensor([0.485, 0.456, 0.406]).view(3, 1, 1)
    spread = torch.tensor([0.229, 0.224, 0.225]).view(3, 1, 1)

    def pixels_of(frame):
        flat = torch.frombuffer(bytearray(frame.resize((TILE, TILE)).tobytes()), dtype=torch.uint8)
        return (flat.view(TILE, TILE, 3).permute(2, 0, 1).float() / 255 - mean) / spread

    def loss_of(ids, labels, frames):
        pixels = {"pixel_values": torch.stack([pixels_of(frame) for frame in frames])} if frames else {}
        return model(input_ids=torch.tensor([ids]), labels=torch.tensor([labels]), **pixels).loss

    # The paper's 4e-5 does not move noise in so few steps.
    return loss_of, [one for one in model.parameters() if one.requires_grad], 1e-2
