"""The round of two recipes in eager PyTorch, to compare with: python3 train_step.py RECIPE THREADS

Reads {"millis": M} from stdin, plays rounds for that long, answers {"steps": N, "nanos": T}; and so on.
"""

import json
import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

BATCH = 64
IMAGES = 5_000


class MlpGelu:
    latents = 100

    def __init__(self):
        layers, width = [], self.latents
        for outputs in (128, 256, 512, 1024):
            layers += [nn.Linear(width, outputs), nn.BatchNorm1d(outputs), nn.GELU()]
            width = outputs
        self.g = nn.Sequential(*layers, nn.Linear(width, 784), nn.Sigmoid())
        layers, width = [], 784
        for outputs in (512, 256, 128, 64, 32):
            layers += [nn.Linear(width, outputs), nn.GELU()]
            width = outputs
        self.d = nn.Sequential(*layers, nn.Linear(width, 1))
        adam = dict(lr=3e-4, betas=(0.4, 0.8), weight_decay=1e-4)
        self.adam_g = torch.optim.Adam(self.g.parameters(), **adam)
        self.adam_d = torch.optim.Adam(self.d.parameters(), **adam)
        self.images = torch.rand(IMAGES, 784)

    def d_loss(self, real, fake):
        logits_real, logits_fake = self.d(torch.cat([real, fake])).chunk(2)
        return F.softplus(-logits_real).mean() + F.softplus(logits_fake).mean()

    def after(self):
        pass


class ConvNsEma:
    latents = 64
    penalty = 0.3
    step = 0.02
    kept = 0.5 ** (BATCH / 20_000)

    def __init__(self):
        self.g = nn.Sequential(
            nn.Linear(64, 128 * 49), nn.Unflatten(1, (128, 7, 7)), nn.BatchNorm2d(128), nn.ReLU(),
            nn.Upsample(scale_factor=2),
            nn.Conv2d(128, 64, 3, 1, 1), nn.BatchNorm2d(64), nn.ReLU(),
            nn.Conv2d(64, 64, 3, 1, 1), nn.BatchNorm2d(64), nn.ReLU(),
            nn.Conv2d(64, 4, 3, 1, 1), nn.PixelShuffle(2), nn.Tanh())
        self.d = nn.Sequential(
            nn.Conv2d(1, 64, 4, 2, 1), nn.LeakyReLU(0.2),
            nn.Conv2d(64, 128, 4, 2, 1), nn.LeakyReLU(0.2),
            nn.Flatten(), nn.Linear(128 * 49, 256), nn.LeakyReLU(0.2), nn.Linear(256, 1))
        self.adam_g = torch.optim.Adam(self.g.parameters(), lr=1e-3, betas=(0.5, 0.99))
        self.adam_d = torch.optim.Adam(self.d.parameters(), lr=4e-4, betas=(0.5, 0.99))
        self.average = {name: value.clone() for name, value in self.g.state_dict().items()}
        self.images = torch.rand(IMAGES, 1, 28, 28) * 2 - 1

    def d_loss(self, real, fake):
        images = torch.cat([real, fake])
        signs = torch.empty_like(images).bernoulli_().mul_(2 * self.step).sub_(self.step)
        logits, moved = self.d(torch.cat([images, images + signs])).chunk(2)
        slopes = ((moved - logits) / self.step).square()
        real, fake = logits.chunk(2)
        penalty = sum(part.mean() for part in slopes.chunk(2))
        return F.softplus(-real).mean() + F.softplus(fake).mean() + self.penalty / 2 * penalty

    def after(self):
        with torch.no_grad():
            for name, value in self.g.state_dict().items():
                if value.is_floating_point():
                    self.average[name].lerp_(value, 1 - self.kept)


def play(recipe):
    real = recipe.images[torch.randint(IMAGES, (BATCH,))]
    for parameter in recipe.d.parameters():
        parameter.requires_grad_(False)
    fake = recipe.g(torch.randn(BATCH, recipe.latents))
    g_loss = F.softplus(-recipe.d(fake)).mean()
    recipe.adam_g.zero_grad(set_to_none=True)
    g_loss.backward()
    recipe.adam_g.step()
    for parameter in recipe.d.parameters():
        parameter.requires_grad_(True)
    d_loss = recipe.d_loss(real, fake.detach())
    recipe.adam_d.zero_grad(set_to_none=True)
    d_loss.backward()
    recipe.adam_d.step()
    recipe.after()
    return g_loss.item() + d_loss.item()


def main():
    torch.set_num_threads(int(sys.argv[2]))
    recipe = {"mlp-gelu": MlpGelu, "conv-ns-ema": ConvNsEma}[sys.argv[1]]()
    for line in sys.stdin:
        millis = json.loads(line)["millis"]
        begin = now = time.perf_counter_ns()
        steps = 0
        while now - begin < millis * 1_000_000:
            play(recipe)
            steps += 1
            now = time.perf_counter_ns()
        print(json.dumps({"steps": steps, "nanos": now - begin}), flush=True)


main()
