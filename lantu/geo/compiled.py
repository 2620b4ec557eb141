"""The one door to Numba: a typed `compiled` decorator for the kernels."""

from collections.abc import Callable
from typing import TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., object])


def compiled(kernel: Kernel) -> Kernel:
    """Compile a kernel on its first call and keep it in `NUMBA_CACHE_DIR`.

    Serial and free of the GIL; no fast-math, which would reorder sums and change digits.
    """
    return cast(Kernel, numba.njit(cache=True, nogil=True)(kernel))
