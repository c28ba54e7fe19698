"""The process that writes a copy of an uploaded file without its traces (run by `-m`), under the
limits of the one that looks at a file.
"""

import json
import sys

from . import refused
from .looking_process import limit
from .refused import FileRefused
from .stripping import strip

COPY_BYTES = 40 * 2**20


def answer(source, target):
    try:
        return {"type": strip(source, target)}
    except FileRefused as refusal:
        return {"refused": refusal.sentence}
    except (MemoryError, RecursionError):
        return {"refused": refused.TOO_HEAVY}
    except Exception:
        # Whatever a hostile file makes a reader do, the person gets one sentence.
        return {"refused": refused.DAMAGED}


def main():
    limit(answer_bytes=COPY_BYTES)
    sys.stdout.write(json.dumps(answer(*sys.argv[1:3])))


if __name__ == "__main__":
    main()
