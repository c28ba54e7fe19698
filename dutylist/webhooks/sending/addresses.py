"""Which addresses events are sent to: public ones over https, and those networks that the site
allows.

A name is resolved once, every address it has is judged, and the connection is made to an address
that was judged: another answer of the name server a moment later changes nothing.
"""

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings

LONGEST = 500
SCHEMES = {"https": 443, "http": 80}
# Of the protocols of a provider (RFC 6890); Python takes what is above its first eight for public.
PROTOCOLS = ipaddress.ip_network("192.0.0.0/24")
# Addresses of IPv6 that stand for one of IPv4 (RFC 6052): judged as that one.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
NOT_PUBLIC = "接收地址在本机或者内部网络，不予投递；确需投递的，由运行维护人员设置允许的网段。"


class Unreachable(Exception):
    """Nothing was sent, or no answer came; the sentence says why."""


def url_fault(url):
    """What is wrong with an address of a subscriber, or nothing; names are not resolved here."""
    if len(url) > LONGEST:
        return f"接收地址最多{LONGEST}个字符。"
    if not url.isascii() or not url.isprintable() or " " in url:
        return "接收地址中有不能使用的字符。"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return "接收地址格式不正确。"
    if parts.scheme not in SCHEMES or not parts.hostname:
        return "接收地址应为 https:// 开头的完整地址。"
    if parts.scheme == "http" and not settings.WEBHOOK_HTTP:
        return "接收地址应使用 https。"
    if parts.username is not None or parts.password is not None or parts.fragment or port == 0:
        return "接收地址中不要带用户名、密码和“#”后的内容。"
    return host_fault(parts.hostname)


def host_fault(host):
    """Refuses an address that is written out, in whatever way, and the names of this machine."""
    name = host.rstrip(".").lower()
    address = written_address(name)
    if address is None:
        is_of_this_machine = name == "localhost" or name.endswith(".localhost")
        address = ipaddress.ip_address("127.0.0.1") if is_of_this_machine else None
    if address is not None and not is_allowed(address):
        return NOT_PUBLIC
    return ""


def written_address(host):
    """The address that a host is, also one written as a number (2130706433, 0x7f.1); None for a
    name.
    """
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.ip_address(socket.inet_aton(host))
    except OSError:
        return None


def is_allowed(address):
    """Whether events may go to an address: a public one, or one of a network the site names."""
    meant = meant_by(address)
    for network in settings.WEBHOOK_PRIVATE:
        if meant.version == network.version and meant in network:
            return True
    return is_public(meant)


def is_public(address):
    if address.version == 6 and address.is_site_local:
        return False
    if address in PROTOCOLS:
        return False
    return address.is_global and not (address.is_multicast or address.is_reserved)


def meant_by(address):
    """The address of IPv4 that one of IPv6 stands for, else the address itself."""
    if address.version == 4:
        return address
    if address in NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    if teredo:
        return teredo[1]
    return address.ipv4_mapped or address.sixtofour or address


def resolved(host, port):
    """[(family, address to connect to)] of a host, all of them allowed."""
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Unreachable("接收地址的域名解析失败。") from None
    found = []
    for family, _type, _protocol, _name, where in answers:
        if not is_allowed(ipaddress.ip_address(where[0].partition("%")[0])):
            raise Unreachable(NOT_PUBLIC)
        found.append((family, where))
    return found
