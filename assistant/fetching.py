"""A document by its address, from the sites of POLICY_FETCH_HOSTS alone. Whoever names an address,
or answers at it, leads nowhere inside this network: see docs/adr/0036."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from email.message import Message
from email.utils import collapse_rfc2231_value
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes

import anyio
import httpx

from assistant.settings import is_among
from corpus.converting.convert import MAX_BYTES, SUFFIXES
from corpus.encoding import decode_all
from corpus.errors import CorpusError

Address = IPv4Address | IPv6Address
Fetched = tuple[str, bytes]
"""The name of a file, still to be checked like that of an upload, and its content."""

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = 3
_PATIENCE = 15.0  # seconds without a word
_LONGEST_NAME = 60  # characters
_NAME = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z][a-z0-9-]*")  # the end of an IP address is a number
_AGENT = "Mozilla/5.0 (compatible; policy-assistant)"  # many sites refuse what is no Mozilla
_SUFFIXES = {"text/html": ".html", "text/plain": ".txt", "application/pdf": ".pdf"}
# Beside what is_global knows. IPv4: protocols, the 6to4 relay, a cloud's own service; IPv6: all
# outside 2000::/3 (IPv4 mapped, NAT64), Teredo, 6to4, examples.
_NEVER = "192.0.0.0/24 192.88.99.0/24 168.63.129.16 ::/3 4000::/2 8000::/1 2001::/23 2002::/16"
_INSIDE = [ip_network(net) for net in (*_NEVER.split(), "3fff::/20")]


class FetchRefused(CorpusError):
    """Why nothing is fetched."""


def is_public(address: Address) -> bool:
    """Whether it is an address of the open net and stands for none inside."""
    inside = address.is_multicast or any(address in net for net in _INSIDE)
    return address.is_global and not inside


def addresses_of(host: str) -> list[str]:
    """As the system's resolver tells them."""
    return [str(at[0]) for *_, at in socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Fetcher:
    """Fetches from its hosts; only tests tell the rest otherwise."""

    hosts: Collection[str]
    resolve: Callable[[str], Iterable[str]] = addresses_of
    permitted: Callable[[Address], bool] = is_public
    ports: Collection[int] = tuple(_PORTS.values())
    seconds: float = 60.0

    def __call__(self, url: str) -> Fetched:
        """The file at an address. Blocks; raises CorpusError."""
        try:
            return anyio.run(self._fetch, url)
        except (httpx.InvalidURL, ValueError):
            raise FetchRefused("网址不合要求，请核对") from None
        except (httpx.TimeoutException, TimeoutError):
            raise FetchRefused("这个网站太慢，没有在限定的时间里取完") from None
        except httpx.HTTPError:
            raise FetchRefused("连不上这个网站，或连接中断") from None

    async def _fetch(self, told: str) -> Fetched:
        url = httpx.URL(told)
        with anyio.fail_after(self.seconds):  # in all: a site may send a byte now and then
            for _ in range(1 + _REDIRECTS):
                url = self._checked(url)
                found = await self._asked(url, await self._address(url.raw_host.decode()))
                if not isinstance(found, str):
                    return found
                url = url.join(found)
        raise FetchRefused("网址转了太多次，没有取到文件")

    def _checked(self, url: httpx.URL) -> httpx.URL:
        """The address with its host in plain ASCII."""
        host = url.raw_host.decode().removesuffix(".")
        faults = {
            "网址应以 http:// 或 https:// 开头": url.scheme not in _PORTS,
            "网址里不能带用户名和密码": url.userinfo,
            "网址里要写域名，不能写 IP 地址": not _NAME.fullmatch(host),
            f"{host} 不是可以收入文件的网站": not is_among(host, self.hosts),
            "网址只能用 80 和 443 端口": (url.port or _PORTS.get(url.scheme)) not in self.ports,
        }
        if fault := next((fault for fault, holds in faults.items() if holds), ""):
            raise FetchRefused(fault)
        return url.copy_with(host=host)

    async def _address(self, host: str) -> str:
        """Asked once: what is checked here is what is connected to."""
        try:
            told = await anyio.to_thread.run_sync(self.resolve, host, abandon_on_cancel=True)
        except OSError:
            raise FetchRefused("找不到这个网站") from None
        found = sorted(map(ip_address, told), key=lambda address: address.version)  # IPv4 first
        if not found or not all(map(self.permitted, found)):
            raise FetchRefused("这个网站的地址不在公网上，不能从那里收入")
        return str(found[0])

    async def _asked(self, url: httpx.URL, address: str) -> Fetched | str:
        """The file, or where the site sends on to. Each with a client of its own: no cookie goes
        on, nor a connection whose certificate was checked for another name."""
        headers = {"Host": url.netloc.decode(), "Accept-Encoding": "identity", "User-Agent": _AGENT}
        at, name = url.copy_with(host=address), {"sni_hostname": url.raw_host.decode()}
        async with (
            httpx.AsyncClient(trust_env=False, timeout=_PATIENCE) as client,
            client.stream("GET", at, headers=headers, extensions=name) as reply,
        ):
            if reply.has_redirect_location:
                return reply.headers["location"]
            if reply.status_code != httpx.codes.OK:
                raise FetchRefused(f"网站没有给出文件（答复 {reply.status_code}）")
            if reply.headers.get("content-encoding", "identity").lower() != "identity":
                raise FetchRefused("网站发来的内容经过压缩，没有收入")
            return _name(reply, url), await _read(reply)


async def _read(reply: httpx.Response) -> bytes:
    content, told = bytearray(), int(reply.headers.get("content-length", 0))
    async for part in reply.aiter_raw():
        content += part
        if max(told, len(content)) > MAX_BYTES:
            raise FetchRefused(f"文件超过 {MAX_BYTES // 2**20} MB")
    return bytes(content)


def _name(reply: httpx.Response, url: httpx.URL) -> str:
    """What the site calls the file, else the end of its path, else its host."""
    told, kind = Message(), reply.headers.get("content-type", "").partition(";")[0]
    disposition = reply.headers.get("content-disposition", "")
    told["it"] = decode_all(disposition.encode(reply.headers.encoding))
    named = dict(told.get_params(header="it") or ()).get("filename", "")
    whole = collapse_rfc2231_value(named) or url.raw_path.partition(b"?")[0]
    name = PurePosixPath(decode_all(unquote_to_bytes(whole)).replace("\\", "/")).name
    name = "".join(filter(str.isprintable, name))[-_LONGEST_NAME:].strip(" .") or url.host
    known = PurePosixPath(name).suffix.lower() in SUFFIXES
    return name if known else name + _SUFFIXES.get(kind.strip().lower(), "")
