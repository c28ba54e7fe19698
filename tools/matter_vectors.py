"""Makes `fixtures/common_matters.vectors`: how the names and phrases of the library of common
matters read to the model of meaning. Half an hour on one core; to be made anew after every change
of `fixtures/common_matters.jsonl` (a test compares their digests).

    python -m tools.matter_vectors
"""

import os

import django

STEP = 64


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dutylist.settings")
    django.setup()
    import numpy

    from items.lookup.library import library, packed_vectors, vectors_file
    from items.meaning import engine
    from items.meaning.texts import cleaned

    shelf = library()
    texts = shelf.texts
    made = []
    for start in range(0, len(texts), STEP):
        some = [cleaned(text) for text in texts[start : start + STEP]]
        made.append(engine.vectors(some, engine.Way.QUESTION))
        print(f"{start + len(some)} of {len(texts)}", end="\r", flush=True)
    vectors_file().write_bytes(packed_vectors(texts, numpy.concatenate(made)))
    print()


if __name__ == "__main__":
    main()
