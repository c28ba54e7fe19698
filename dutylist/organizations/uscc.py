"""The unified social credit code of organisations (统一社会信用代码, GB 32100-2015) and its check
character.
"""

from django.core.exceptions import ValidationError

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = tuple(pow(3, position, 31) for position in range(17))


def check_character(body):
    """The eighteenth character for the first seventeen; a character outside the alphabet raises
    ValueError.
    """
    total = sum(ALPHABET.index(char) * weight for char, weight in zip(body, WEIGHTS, strict=True))
    return ALPHABET[(31 - total % 31) % 31]


def is_uscc(code):
    if len(code) != 18 or not set(code) <= set(ALPHABET):
        return False
    return check_character(code[:17]) == code[17]


def validate_uscc(code):
    if not is_uscc(code):
        raise ValidationError(
            "统一社会信用代码应为18位，且校验码正确；请核对证书后重新填写。", code="uscc"
        )
