"""Whatever names a region says what becomes of it when another row takes the region's place: a
follower moves it, or it stays for a reason.
"""

import ast

import pytest

from dutylist.history.writeonce import write_once_models
from dutylist.organizations.models import Region

from .named_rows import fields_naming
from .tree import named, parsed, sources

pytestmark = pytest.mark.one_database
# Where followers name their models.
FOLLOWING = ("followers.py", "services/following.py", "services/handing_over.py")
OF_ROOMS = ("dutylist/organizations/services/moving.py", "dutylist/notices/services.py")
SENT = "it was sent under that name and is over"
ITSELF = "what became of a region is written here"
# {"app.Model.field": why it stays}
STAYS = {
    "assessment.EvaluationRow.township": "where the sample was drawn and is judged",
    "assessment.ExecutionReport.township": SENT,
    "assessment.Feedback.township": "where the citizen lives, as he said",
    "assessment.HeadOpinion.township": SENT,
    "assessment.OffListReport.shown_township": SENT,
    "assessment.Problem.township": "where it was found",
    "items.EditionDocument.county": "frozen; it is read by its edition, which goes",
    "items.Entry.county": "made anew of the documents, by reindex",
    "organizations.Region.parent": "the townships of a county get rows of their own below it",
    "organizations.RegionSuccession.predecessor": ITSELF,
    "organizations.RegionSuccession.successor": ITSELF,
    "workflow.Decision.county": "written once; it is read with its subject, and by what went over",
}


def follower_files():
    """{module: its tree} of the files in which followers name what they move."""
    trees = {}
    for path in sources():
        name = named(path)
        if name.endswith(FOLLOWING) or name in OF_ROOMS:
            module = name.removesuffix(".py").replace("/", ".")
            trees[module] = parsed(path)
    return trees


def words_of(tree):
    """(the names of models, of fields) that a file speaks of."""
    names, words = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.keyword):
            words.add(node.arg)
        elif isinstance(node, ast.Constant):
            words.add(node.value)
    return names, words


def imported(tree):
    return {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}


def followed(trees):
    """[(names of models, names of fields)] of each file, with the fields of the files it uses."""
    known = {module: words_of(tree) for module, tree in trees.items()}
    pairs = []
    for module, tree in trees.items():
        names, words = known[module]
        for other in imported(tree) & set(known) - {"dutylist.organizations.services.moving"}:
            words = words | known[other][1]
        pairs.append((names, words))
    return pairs


def is_followed(model, field, pairs):
    return any(model.__name__ in names and field.name in words for names, words in pairs)


def not_followed(pairs):
    missing = set()
    for label, (model, field) in fields_naming(Region).items():
        if not is_followed(model, field, pairs):
            missing.add(label)
    return missing


def test_every_field_that_names_a_region_has_a_follower_or_a_reason_to_stay():
    assert not_followed(followed(follower_files())) - set(STAYS) == set()


def test_what_stays_is_there():
    assert set(STAYS) - set(fields_naming(Region)) == set()


def test_what_is_written_once_stays():
    """No follower could move it: the database refuses."""
    for label, (model, _field) in fields_naming(Region).items():
        if model in write_once_models():
            assert label in STAYS


def test_a_model_that_no_follower_names_is_told():
    trees = follower_files()
    del trees["assessment.schemes.followers"]
    assert not_followed(followed(trees)) - set(STAYS) == {"assessment.Scheme.county"}
