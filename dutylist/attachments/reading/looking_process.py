"""The process that opens an uploaded file, under limits of memory and time (run by `-m`)."""

import json
import resource
import sys

from . import refused
from .inspection import inspect
from .refused import FileRefused

MEMORY_BYTES = 600 * 2**20
CPU_SECONDS = 10
ANSWER_BYTES = 2**16


def limit(answer_bytes=ANSWER_BYTES):
    """No more memory or time than a document needs; it writes nothing but its answer."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (answer_bytes, answer_bytes))


def answer(path):
    try:
        return {"type": inspect(path)}
    except FileRefused as refusal:
        return {"refused": refusal.sentence}
    except (MemoryError, RecursionError):
        return {"refused": refused.TOO_HEAVY}
    except Exception:
        # Whatever a hostile file makes a reader do, the person gets one sentence.
        return {"refused": refused.DAMAGED}


def main():
    limit()
    sys.stdout.write(json.dumps(answer(sys.argv[1])))


if __name__ == "__main__":
    main()
