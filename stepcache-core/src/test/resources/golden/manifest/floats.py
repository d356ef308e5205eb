"""Writes floats.txt: numbers (their bits in hex) and what Python's repr makes of them, for FloatingPointTests."""

import random
import struct
from pathlib import Path


def neighbours(number):
    bits = struct.unpack(">q", struct.pack(">d", number))[0]
    return [struct.unpack(">d", struct.pack(">q", near))[0] for near in (bits - 1, bits, bits + 1) if near >= 0]


def write_floats():
    chance = random.Random(20260304)
    numbers = [0.0, -0.0, 1.7976931348623157e308]
    numbers += [2.0**exponent for exponent in range(-1074, 1024)]
    numbers += [near for exponent in range(-323, 309, 3) for near in neighbours(float(f"1e{exponent}"))]
    numbers += [near for exponent in range(-6, 19) for near in neighbours(float(f"1e{exponent}"))]
    numbers += [round(chance.uniform(-1000, 1000), digits) for digits in range(12) for _ in range(20)]
    for _ in range(700):
        number = struct.unpack(">d", chance.randbytes(8))[0]
        numbers += [number] if abs(number) < float("inf") else []
    with open(Path(__file__).with_name("floats.txt"), "w", encoding="ascii", newline="\n") as out:
        for number in dict.fromkeys((struct.pack(">d", number), number) for number in numbers):
            out.write(f"{number[0].hex()} {number[1]!r}\n")


if __name__ == "__main__":
    write_floats()
