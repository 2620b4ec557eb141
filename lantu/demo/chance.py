"""Chance that depends on names only: adding a layer or a parcel never changes another's luck."""

import hashlib

import numpy as np
from numpy.typing import NDArray

_MIX_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_MIX_SECOND = np.uint64(0x94D049BB133111EB)
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)


def salt(seed: int, *names: str) -> np.uint64:
    """Return the 64-bit salt of a named stream under a seed."""
    text = "/".join((str(seed), *names)).encode()
    return np.uint64(int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "little"))


def generator(seed: int, *names: str) -> np.random.Generator:
    """Return a NumPy generator of its own for a named stream."""
    return np.random.default_rng(int(salt(seed, *names)))


def mix(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Scramble 64-bit values (the finalizer of splitmix64, Steele, Lea and Flood 2014)."""
    with np.errstate(over="ignore"):
        mixed = values + _GOLDEN
        mixed = (mixed ^ (mixed >> np.uint64(30))) * _MIX_FIRST
        mixed = (mixed ^ (mixed >> np.uint64(27))) * _MIX_SECOND
    return np.asarray(mixed ^ (mixed >> np.uint64(31)))


def uniform(keys: NDArray[np.uint64], stream: np.uint64) -> NDArray[np.float64]:
    """Return one number in [0, 1) for each key, the same wherever and whenever it is asked."""
    return np.asarray(mix(mix(keys) ^ stream) >> np.uint64(11), dtype=np.float64) * 2.0**-53
