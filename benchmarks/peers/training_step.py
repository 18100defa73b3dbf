"""The training step of Ductus in PyTorch: called by benchmarks/peers/python-torch, prints what `Ductus.Benchmarks step` prints.

usage: training_step.py CASE float32|bfloat16 THREADS STEPS

The network is that of src/Ductus.Training/Networks/LineCrnn.cs with torch.nn's own layers, the step that of
benchmarks/Ductus.Benchmarks/TrainingStep.cs. CASE is the folder that `Ductus.Benchmarks step-case` wrote.
"""

import json
import math
import statistics
import sys
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

WARM_UP = 3


class Conv2d(nn.Conv2d):
    """Without bias, padded so that stride 1 keeps the size; computes in the type of its input."""

    def __init__(self, inputs, outputs, kernel, stride=(1, 1)):
        super().__init__(inputs, outputs, kernel, stride, padding=(kernel[0] // 2, kernel[1] // 2), bias=False)

    def forward(self, x):
        return self._conv_forward(x, self.weight.to(x.dtype), None)


class ConvolutionBlock(nn.Module):
    def __init__(self, inputs, outputs, kernel, stride=(1, 1)):
        super().__init__()
        self.conv = Conv2d(inputs, outputs, kernel, stride)
        self.norm = nn.BatchNorm2d(outputs)

    def forward(self, x):
        return F.relu(self.norm(self.conv(x)), inplace=True)


class ResidualBlock(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.first = ConvolutionBlock(inputs, outputs, (3, 3))
        self.second = Conv2d(outputs, outputs, (3, 3))
        self.norm = nn.BatchNorm2d(outputs)
        self.shortcut = None if inputs == outputs else Conv2d(inputs, outputs, (1, 1))

    def forward(self, x):
        branch = self.norm(self.second(self.first(x)))
        return F.relu(branch + (x if self.shortcut is None else self.shortcut(x)), inplace=True)


class LineCrnn(nn.Module):
    def __init__(self, options, classes, convolution_type):
        super().__init__()
        self.convolution_type = convolution_type
        self.dropout = options["dropout"]
        channels = options["stemChannels"]
        features = nn.Module()
        features.stem = ConvolutionBlock(1, channels, (options["stemKernel"],) * 2, tuple(options["stemStride"]))
        self.pools = []
        for index, stage in enumerate(options["stages"]):
            blocks = nn.ModuleList()
            for _ in range(stage["blocks"]):
                blocks.append(ResidualBlock(channels, stage["channels"]))
                channels = stage["channels"]
            features.add_module(f"stage{index}", blocks)
            self.pools.append((blocks, tuple(stage["pool"])))
        self.features = features
        layers = options["lstmLayers"]
        self.head = nn.Module()
        self.head.lstm = nn.LSTM(channels, options["hidden"], layers, bidirectional=True, dropout=self.dropout if layers > 1 else 0.0)
        self.head.classes = nn.Linear(2 * options["hidden"], classes)
        self.head.auxiliary = Conv2d(channels, classes, (1, 3))

    def forward(self, x):
        x = self.features.stem(x.to(self.convolution_type))
        for blocks, pool in self.pools:
            for block in blocks:
                x = block(x)
            if pool != (1, 1):
                x = F.max_pool2d(x, pool)
        features = x.amax(2).unsqueeze(2)                                  # (B, D, 1, T)
        auxiliary = self.head.auxiliary(features).squeeze(2).permute(2, 0, 1)   # (T, B, C)
        x, _ = self.head.lstm(features.squeeze(2).permute(2, 0, 1).to(torch.float32))
        return self.head.classes(F.dropout(x, self.dropout, self.training)), auxiliary


def tensor(path, dtype, sizes):
    return torch.frombuffer(bytearray(path.read_bytes()), dtype=dtype).view(sizes)


def load_weights(network, folder, parameters):
    """The same first weights as in C#; fails unless both networks have the same parameters."""
    values = torch.frombuffer(bytearray((folder / "weights.bin").read_bytes()), dtype=torch.float32)
    state, start = {}, 0
    for parameter in parameters:
        count = math.prod(parameter["sizes"])
        # torch.nn.LSTM has two biases where Ductus has one.
        name = parameter["name"].replace("lstm.bias_l", "lstm.bias_ih_l")
        state[name] = values[start:start + count].view(parameter["sizes"])
        if name != parameter["name"]:
            state[name.replace("bias_ih", "bias_hh")] = torch.zeros(count)
        start += count
    missing, unexpected = network.load_state_dict(state, strict=False)
    missing = [name for name in missing if not name.endswith("num_batches_tracked")]
    if missing or unexpected or start != len(values):
        raise SystemExit(f"not the network of C#: missing there {missing}, missing here {unexpected}, {start} of {len(values)} values")


def main(case_folder, convolution_type, threads, steps):
    folder = Path(case_folder)
    case = json.loads((folder / "case.json").read_text())
    recipe = case["recipe"]
    torch.set_num_threads(int(threads))
    network = LineCrnn(recipe["network"], case["classes"], getattr(torch, convolution_type)).train()
    load_weights(network, folder, case["parameters"])

    lines = recipe["batchSize"]
    ink = tensor(folder / "ink.bin", torch.float32, (lines, 1, recipe["height"], case["width"]))
    labels = tensor(folder / "labels.bin", torch.int64, (lines, case["labelsPerLine"]))
    lengths = (case["labelsPerLine"],) * lines

    decays = {parameter["name"].replace("lstm.bias_l", "lstm.bias_ih_l"): parameter["decays"] for parameter in case["parameters"]}
    named = [(name, value.requires_grad_(name in decays)) for name, value in network.named_parameters() if name in decays or "bias_hh" in name]
    named = [(name, value) for name, value in named if name in decays]
    options = recipe["optimizer"]
    optimizer = torch.optim.AdamW(
        [{"params": [value for name, value in named if decays[name]], "weight_decay": options["weightDecay"]},
         {"params": [value for name, value in named if not decays[name]], "weight_decay": 0.0}],
        lr=case["learningRate"], betas=(options["beta1"], options["beta2"]), eps=options["epsilon"])

    def loss_of(output):
        frames = (output.size(0),) * lines
        losses = F.ctc_loss(output.log_softmax(2, dtype=torch.float32), labels, frames, lengths, reduction="sum", zero_infinity=True)
        return losses / sum(lengths)

    def step(number):
        torch.manual_seed(number)
        logits, auxiliary = network(ink)
        loss = loss_of(logits)
        both = loss + recipe["auxiliaryWeight"] * loss_of(auxiliary) if recipe["auxiliaryWeight"] > 0 else loss
        optimizer.zero_grad(set_to_none=True)
        both.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), options["gradientNorm"])
        optimizer.step()
        return loss.item()

    losses = [step(number) for number in range(WARM_UP)]
    seconds = []
    for number in range(WARM_UP, WARM_UP + int(steps)):
        started = time.perf_counter()
        step(number)
        seconds.append(time.perf_counter() - started)
    print(f"{statistics.median(seconds):.5f}\t{' '.join(f'{loss:.5f}' for loss in losses)}")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        raise SystemExit(__doc__)
    main(*sys.argv[1:])
