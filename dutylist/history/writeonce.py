"""The tables that are written once and never again."""

_models = []


def write_once(model):
    """Class decorator: the database refuses UPDATE, DELETE and TRUNCATE on this table."""
    _models.append(model)
    return model
