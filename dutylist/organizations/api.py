"""API tokens over HTTP: made with name, password and code, shown once, listed and revoked by their
owner.
"""

from django.http import Http404
from rest_framework.response import Response

from dutylist.rest.described import described
from dutylist.rest.views import SignedInView, body_of, require_empty

from .models.accounts import AccessToken
from .services.tokens import revoke_token, token_for_credentials


def token_json(row, **more):
    return {
        "id": row.pk,
        "name": row.name,
        "prefix": row.prefix,
        "scope": row.scope,
        "expires_at": row.expires_at.isoformat(),
        "last_used_at": row.last_used_at and row.last_used_at.isoformat(),
        "revoked_at": row.revoked_at and row.revoked_at.isoformat(),
        **more,
    }


class Tokens(SignedInView):
    """POST without a token: a new one for credentials. GET: one's own."""

    def get_permissions(self):
        if self.request.method == "POST":
            return []
        return super().get_permissions()

    def get_authenticators(self):
        if self.request and self.request.method == "POST":
            return []
        return super().get_authenticators()

    @described("tokens_list", "本人的令牌", gives="List")
    def get(self, request):
        rows = AccessToken.objects.filter(user=request.user).order_by("pk")
        results = [token_json(token) for token in rows]
        return Response({"results": results, "next": None, "total": len(results), "capped": False})

    @described(
        "tokens_create",
        "凭账号、密码（和动态验证码）取得令牌",
        takes="TokenWrite",
        gives="Token",
        status=201,
    )
    def post(self, request):
        data = body_of(request, "username", "password", "otp", "name", "days", "scope")
        fields = dict.fromkeys(("username", "password", "otp", "name"), "")
        for name in fields:
            if isinstance(data.get(name), str):
                fields[name] = data[name]
        scope = {}
        if "scope" in data:
            scope = {"scope": data["scope"]}
        token, secret = token_for_credentials(request, **fields, days=data.get("days", 90), **scope)
        return Response(token_json(token, token=secret), status=201)


class Token(SignedInView):
    """DELETE revokes one's own token; revoking twice changes nothing."""

    @described("tokens_revoke", "撤销本人的令牌", gives=None, status=204)
    def delete(self, request, pk):
        token = AccessToken.objects.filter(user=request.user, pk=pk).first()
        if token is None:
            raise Http404
        require_empty(request)
        revoke_token(token, by=request.user, request=request)
        return Response(status=204)
