"""Secrets and signatures, as standardwebhooks has them (https://www.standardwebhooks.com).

A secret is made of the key of the site and a salt of its own. It is shown once; neither the
database nor a copy of it holds one. When the key of the site is changed no secret can be made
again: the fingerprint tells, and the subscriber needs a new one.
"""

import base64
import hashlib
import secrets

from django.utils.crypto import salted_hmac
from standardwebhooks.webhooks import Webhook as Signer

from .addresses import Unreachable

PURPOSE = "dutylist.webhooks.secret"
PREFIX = "whsec_"
KEY_CHANGED = "站点密钥已更换，原签名密钥失效，请重新生成签名密钥并告知接收方。"


def new_salt():
    return secrets.token_urlsafe(32)


def secret_of(salt):
    """`whsec_` and 256 bits."""
    key = salted_hmac(PURPOSE, salt, algorithm="sha256").digest()
    return PREFIX + base64.b64encode(key).decode()


def fingerprint_of(secret):
    return hashlib.sha256(secret.encode()).hexdigest()[:16]


def signed_headers(webhook, message_id, body, at):
    """The headers of a message; while a subscriber changes over, a signature by each secret."""
    secret = secret_of(webhook.salt)
    if fingerprint_of(secret) != webhook.fingerprint:
        raise Unreachable(KEY_CHANGED)
    signatures = [Signer(secret).sign(message_id, at, body)]
    if webhook.previous_salt and webhook.is_changing_over(at):
        signatures.append(Signer(secret_of(webhook.previous_salt)).sign(message_id, at, body))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": " ".join(signatures),
    }
