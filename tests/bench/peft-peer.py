"""The peer of tuning.bench.ts: PyTorch + PEFT on the rows it is told, one optimiser step a line.

Needs torch, transformers, peft, gguf. Arguments: folder of the model, threads, rank. A line of standard input is a JSON list of
rows {"ids", "answerStart"}; each answer is a JSON line {"loss", "wallMs", "cpuMs", "peakBytes"}.
"""

import json
import resource
import sys
import time
from pathlib import Path

import torch
from peft import LoraConfig, get_peft_model
from transformers import AutoModelForCausalLM

MODULES = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]


def main(folder, threads, rank):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    ggufs = [path.name for path in Path(folder).glob("*.gguf")]
    origin = dict(gguf_file=ggufs[0]) if ggufs else {}
    model = AutoModelForCausalLM.from_pretrained(folder, dtype=torch.float32, **origin)
    model.config.use_cache = False
    model = get_peft_model(model, LoraConfig(r=rank, lora_alpha=2 * rank, lora_dropout=0.0, target_modules=MODULES))
    parameters = [value for value in model.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=5e-4, weight_decay=0.01)
    print(json.dumps(dict(ready=True)), flush=True)
    for line in sys.stdin:
        print(json.dumps(step(model, parameters, optimiser, json.loads(line))), flush=True)


def step(model, parameters, optimiser, rows):
    wall, cpu = time.perf_counter(), time.process_time()
    width = max(len(row["ids"]) for row in rows)
    ids = torch.tensor([row["ids"] + [0] * (width - len(row["ids"])) for row in rows])
    mask = torch.tensor([[1] * len(row["ids"]) + [0] * (width - len(row["ids"])) for row in rows])
    labels = ids.masked_fill(mask == 0, -100)
    for index, row in enumerate(rows):
        labels[index, :row["answerStart"]] = -100
    loss = model(input_ids=ids, attention_mask=mask, labels=labels).loss
    optimiser.zero_grad()
    loss.backward()
    torch.nn.utils.clip_grad_norm_(parameters, 1.0)
    optimiser.step()
    return dict(
        loss=float(loss.detach()),
        wallMs=1000 * (time.perf_counter() - wall),
        cpuMs=1000 * (time.process_time() - cpu),
        peakBytes=1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss,
    )


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
