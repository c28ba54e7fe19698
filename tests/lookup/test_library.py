"""The library of common matters that ships: enough of it, with the vectors of its texts."""

from items.lookup.library import DIGEST_SIZE, library, texts_digest, vectors_file

MATTERS = 400
PHRASES = 40


def test_the_library_has_the_matters_of_every_list_with_many_phrases_each():
    matters = [matter for matter in library().matters if not matter.is_outside]
    assert len(matters) >= MATTERS
    assert [matter.key for matter in matters if len(set(matter.phrases)) < PHRASES] == []


def test_a_phrase_stands_once_in_a_matter_and_is_short():
    for matter in library().matters:
        assert len(set(matter.phrases)) == len(matter.phrases), matter.key
        for phrase in matter.phrases:
            assert 1 <= len(phrase) <= 24, phrase


def test_the_vectors_are_those_of_these_texts():
    shelf = library()
    made_of = texts_digest(shelf.texts)
    assert vectors_file().read_bytes()[:DIGEST_SIZE] == made_of
