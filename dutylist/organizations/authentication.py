"""How a program shows who it acts for: `Authorization: Token ...`, and what its token may do."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.permissions import SAFE_METHODS, BasePermission

from .models.accounts import AccessToken
from .services.tokens import use_token

KEYWORD = "Token"


class TokenAuthentication(BaseAuthentication):
    """The user of a valid token as `request.user`, the token as `request.auth`."""

    def authenticate(self, request):
        word, _, secret = get_authorization_header(request).decode("latin-1").strip().partition(" ")
        if word.lower() != KEYWORD.lower():
            return None
        token = use_token(secret.strip(), request=request._request)
        if token is None:
            raise AuthenticationFailed("令牌无效、已到期或者已撤销。", code="invalid_token")
        return token.user, token

    def authenticate_header(self, request):
        return KEYWORD


class TokenScope(BasePermission):
    """A token that may only read does not write; sessions are not limited by it."""

    message = "这个令牌只能查询，不能办理。"
    code = "token_scope"

    def has_permission(self, request, view):
        token = request.auth
        return (
            request.method in SAFE_METHODS
            or not isinstance(token, AccessToken)
            or token.may_write()
        )


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = TokenAuthentication
    name = "token"

    def get_security_definition(self, auto_schema):
        return {
            "type": "apiKey",
            "in": "header",
            "name": "Authorization",
            "description": "Authorization: Token ...",
        }
