"""What the reference libraries make of Foyer's files. Prints logits as JSON, one row a position.

    python ask-python.py hf <model folder> '[1, 17, 42]'
    python ask-python.py peft <model folder> <adapter folder> '[1, 17, 42]'
    python ask-python.py make <model folder> <new adapter folder> '[1, 17, 42]'

`make` saves a random adapter on all seven linear layers, as PEFT saves it. Needs: torch, transformers, peft.
"""

import json
import sys

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from transformers import AutoModelForCausalLM

MODULES = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def made(model, folder):
    torch.manual_seed(5)
    model = get_peft_model(model, LoraConfig(r=4, lora_alpha=8, target_modules=MODULES, task_type="CAUSAL_LM"))
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            if "lora_" in name:
                parameter.copy_(0.05 * torch.randn_like(parameter))
    model.save_pretrained(folder)
    return model


if __name__ == "__main__":
    mode, base, *rest, prompt = sys.argv[1:]
    model = AutoModelForCausalLM.from_pretrained(base, dtype=torch.float32)
    if mode == "peft":
        model = PeftModel.from_pretrained(model, rest[0])
    elif mode == "make":
        model = made(model, rest[0])
    with torch.no_grad():
        logits = model.eval()(torch.tensor([json.loads(prompt)])).logits[0]
    print(json.dumps([[round(value, 6) for value in row] for row in logits.tolist()]))
