"""Documents by their address: nothing is reached but public sites that are set."""

from __future__ import annotations

import gzip
import ssl
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote

import certifi
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant import fetching
from assistant.fetching import Fetcher, FetchRefused
from assistant.settings import Settings, SettingsBroken, is_among, read_settings
from tests.document_site import DocumentSite, reply, sent_on

HOSTS = ("gov.cn", "*.gov.cn", "xn--fiq228c.example")
NO_ADDRESS, ODD = "网址应以 http:// 或 https:// 开头", "网址不合要求，请核对"
LOGIN, NO_NAME = "网址里不能带用户名和密码", "网址里要写域名，不能写 IP 地址"
FOREIGN, PORT = " 不是可以收入文件的网站", "网址只能用 80 和 443 端口"
INSIDE, SLOW = "这个网站的地址不在公网上，不能从那里收入", "这个网站太慢，没有在限定的时间里取完"


@pytest.fixture
def site() -> Iterator[DocumentSite]:
    with DocumentSite() as site:
        yield site


def refusal(fetch: Fetcher, url: str) -> str:
    with pytest.raises(FetchRefused) as refused:
        fetch(url)
    return str(refused.value)


def never(host: str) -> list[str]:
    raise AssertionError(f"{host} was looked up")


REFUSED = {
    NO_ADDRESS: [
        *("", "www.gov.cn/a.html", "//www.gov.cn/a.html", "file:///etc/passwd"),
        *("file://www.gov.cn/etc/passwd", "gopher://www.gov.cn/_x", "ftp://www.gov.cn/a"),
        "javascript:alert(1)",
    ],
    LOGIN: [
        *("http://user@www.gov.cn/", "http://www.gov.cn:80@evil.com/"),
        "http://www.gov.cn\\@evil.com/",
    ],
    NO_NAME: [
        *("http:///a", "http://127.0.0.1/", "http://127.1/", "http://2130706433/"),
        *("http://0x7f.0.0.1/", "http://0x7f000001/", "http://0/", "http://0.0.0.0/"),
        *("http://169.254.169.254/latest/meta-data/", "http://127。0。0。1/", "http://[::1]/"),
        *("http://[::ffff:127.0.0.1]/", "http://[::1%25lo]/", "http://localhost/"),
        *("http://evil.com%2f.gov.cn/", "http://evil.com\\.gov.cn/", "http://www..gov.cn/"),
    ],
    f"gov.cn.evil.com{FOREIGN}": ["http://gov.cn.evil.com/"],
    f"evilgov.cn{FOREIGN}": ["http://evilgov.cn/"],
    f"gov.cn.cn{FOREIGN}": ["http://gov.cn.cn/"],
    f"evil.com{FOREIGN}": [
        *("http://evil.com/.gov.cn", "http://evil.com#.gov.cn", "http://evil.com?.gov.cn"),
        "http://evil。com/",
    ],
    f"xn--gv-fmc.cn{FOREIGN}": ["http://gоv.cn/"],  # a Cyrillic о
    PORT: ["http://www.gov.cn:22/", "http://www.gov.cn:8080/", "http://www.gov.cn:99999/"],
    ODD: [
        *("http://0177.0.0.1/", "http://１２７.０.０.１/", "http://[::1", "http://www.gov.cn:x/"),
        *("http://www.gov.cn/\r\nX: y", "http://www.gov.cn/" + "a" * 70_000),
    ],
}


@pytest.mark.parametrize(
    ("url", "told"),
    [(url, told) for told, urls in REFUSED.items() for url in urls],
    ids=lambda text: text[:40],
)
def test_an_address_that_leads_elsewhere_is_refused_before_its_name_is_looked_up(url, told):
    assert refusal(Fetcher(HOSTS, resolve=never), url) == told
    assert is_among("evil.com", HOSTS) is False


@given(st.text(alphabet="govcneil.。．:/@\\#?%[]-0127 \t") | st.text())
def test_whatever_is_typed_no_other_name_is_looked_up(typed):
    looked_up = []
    fetch = Fetcher(HOSTS, resolve=lambda host: looked_up.append(host) or [])
    for start in ("", "http://", "https://gov.cn"):
        refusal(fetch, start + typed)
    assert all(is_among(host, HOSTS) for host in looked_up)


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://GOV.CN/", "gov.cn"),
        ("HTTPS://www.Gov.cn.:443/", "www.gov.cn"),
        ("http://www。gov．cn/", "www.gov.cn"),
        ("http://中文.example/", "xn--fiq228c.example"),
    ],
)
def test_a_name_is_looked_up_as_it_is_compared(url, host):
    looked_up = []
    refusal(Fetcher(HOSTS, resolve=lambda name: looked_up.append(name) or []), url)
    assert looked_up == [host]


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1"),
        *("169.254.169.254", "100.64.0.1", "100.100.100.200", "192.0.0.192", "192.88.99.1"),
        *("168.63.129.16", "198.18.0.1", "203.0.113.9", "224.0.0.1", "240.0.0.1"),
        *("255.255.255.255", "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8"),
        *("64:ff9b::a00:1", "64:ff9b:1::1", "2002:7f00:1::1", "2001:0:1::1", "2001:db8::1"),
        *("3fff::1", "fc00::1", "fd00:ec2::254", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1"),
    ],
)
def test_a_name_that_leads_inside_is_refused_even_beside_a_public_address(address):
    for told in ([address], ["8.8.8.8", address], [address, "2400:3200::1"]):
        assert refusal(Fetcher(HOSTS, resolve=lambda _, told=told: told), "http://gov.cn") == INSIDE


@pytest.mark.parametrize(
    "addresses", [["8.8.8.8"], ["2400:3200::1"], ["2400:3200::1", "2606:4700::1", "223.5.5.5"]]
)
def test_a_public_address_is_gone_to_of_several_one_of_ipv4(addresses, monkeypatch):
    gone_to = []

    async def asked(_: Fetcher, url: Any, to: str) -> tuple[str, bytes]:
        gone_to.append((str(url), to))
        return "", b""

    monkeypatch.setattr(Fetcher, "_asked", asked)
    Fetcher(HOSTS, resolve=lambda _: addresses)("http://gov.cn./a")
    assert gone_to == [("http://gov.cn/a", addresses[-1])]


def test_a_name_that_nobody_knows_is_told():
    def unknown(host: str) -> list[str]:
        raise OSError(host)

    assert refusal(Fetcher(HOSTS, resolve=unknown), "http://gov.cn/") == "找不到这个网站"
    assert refusal(Fetcher(HOSTS, resolve=lambda _: []), "http://gov.cn/") == INSIDE


def test_the_file_comes_from_the_address_that_was_checked_under_its_own_name(site, monkeypatch):
    """A second look-up would lead inside, and so would the proxy of the environment."""
    told = iter([["127.0.0.1"], ["10.0.0.1"]])
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    site.pages["/a.html?x=1"] = reply(b"<p>a</p>")
    fetch = site.fetcher(resolve=lambda _: next(told))
    assert fetch(f"http://A.example.:{site.port}/a.html?x=1#b") == ("a.html", b"<p>a</p>")
    assert site.asked == [(f"a.example:{site.port}", "/a.html?x=1")]
    assert site.headers[0]["Accept-Encoding"] == "identity"
    assert refusal(fetch, f"http://a.example:{site.port}/a.html?x=1") == INSIDE
    assert len(site.asked) == 1


def test_a_redirection_is_followed_as_an_address_of_its_own(site):
    looked_up = []
    site.pages["/old"] = reply(
        b"", 301, Location=f"//x.b.example:{site.port}/new", Set_Cookie="a=b"
    )
    site.pages["/new"] = sent_on("办法.txt".encode().decode("latin-1"))
    site.pages["/" + quote("办法.txt")] = reply(b"text", kind="text/plain")
    fetch = site.fetcher(resolve=lambda host: looked_up.append(host) or ["127.0.0.1"])
    assert fetch(f"http://a.example:{site.port}/old") == ("办法.txt", b"text")
    assert looked_up == ["a.example", "x.b.example", "x.b.example"]
    assert not any("Cookie" in headers for headers in site.headers)


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("http://evil.com/", f"evil.com{FOREIGN}"),
        ("http://127.0.0.1/", NO_NAME),
        ("//[::1]/", NO_NAME),
        ("file:///etc/passwd", NO_ADDRESS),
        ("http://user@a.example:{port}/", LOGIN),
        ("http://a.example:22/", PORT),
        ("http://in.b.example:{port}/", INSIDE),
        ("http://[::1", "连不上这个网站，或连接中断"),
        ("", "网址转了太多次，没有取到文件"),
        ("/", "网址转了太多次，没有取到文件"),
    ],
)
def test_a_redirection_leads_nowhere_that_an_address_may_not(site, to, told):
    site.pages["/"] = sent_on(to.format(port=site.port))
    inside = {"in.b.example": "10.0.0.1"}
    fetch = site.fetcher(resolve=lambda host: [inside.get(host, "127.0.0.1")])
    assert refusal(fetch, f"http://a.example:{site.port}/").replace(str(site.port), "") == told
    assert len(site.asked) == (4 if "太多次" in told else 1)


def slowly(start: bytes) -> Any:
    def answer(handler: Any) -> None:
        handler.wfile.write(start)
        for _ in range(100):
            time.sleep(0.1)
            handler.wfile.write(b"a")

    return answer


@pytest.mark.parametrize(
    "start",
    [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\n"],
    ids=["headers", "content"],
)
def test_a_site_that_sends_a_byte_now_and_then_is_left(site, start):
    site.pages["/"] = slowly(start)
    began = time.monotonic()
    assert refusal(site.fetcher(seconds=0.5), f"http://a.example:{site.port}/") == SLOW
    assert time.monotonic() - began < 3


def test_a_resolver_that_does_not_answer_is_left():
    began = time.monotonic()
    fetch = Fetcher(HOSTS, resolve=lambda _: time.sleep(5) or [], seconds=0.3)
    assert refusal(fetch, "http://gov.cn/") == SLOW
    assert time.monotonic() - began < 3


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (reply(b"", 404), "网站没有给出文件（答复 404）"),
        (reply(b"a", 206), "网站没有给出文件（答复 206）"),
        (reply(b"", 304), "网站没有给出文件（答复 304）"),
        (
            reply(gzip.compress(b"a" * 9), Content_Encoding="gzip"),
            "网站发来的内容经过压缩，没有收入",
        ),
        (reply(b"a" * 2000), "文件超过 0 MB"),
        (reply(b"a" * 2000, sized=False), "文件超过 0 MB"),
        (reply(b"a", sized=False, Content_Length="2000"), "文件超过 0 MB"),
        (reply(b"a", sized=False, Content_Length="900"), "连不上这个网站，或连接中断"),
        (lambda handler: handler.wfile.write(b"nonsense\r\n\r\n"), "连不上这个网站，或连接中断"),
        (lambda handler: None, "连不上这个网站，或连接中断"),
    ],
)
def test_what_is_no_whole_file_of_bearable_size_is_refused(site, answer, told, monkeypatch):
    monkeypatch.setattr(fetching, "MAX_BYTES", 1000)
    site.pages["/"] = answer
    assert refusal(site.fetcher(), f"http://a.example:{site.port}/") == told


@pytest.mark.parametrize(
    ("path", "kind", "disposition", "name"),
    [
        ("/zc/办法.pdf?id=1.txt", "application/pdf", "", "办法.pdf"),
        ("/%B0%EC%B7%A8.doc", "", "", "办法.doc"),
        ("/t1.shtml", "text/html", "", "t1.shtml"),
        ("/art/12", "text/html; charset=gbk", "", "12.html"),
        ("/down.jsp", "application/pdf", "", "down.jsp.pdf"),
        ("/down.do", "application/octet-stream", "", "down.do"),
        ("/", "text/plain", "", "a.example.txt"),
        ("/..%2f..%2fetc%2fpasswd", "", "", "passwd"),
        ("/%2e%2e%5c.%2e env ", "", "", "env"),
        ("/" + "长" * 80 + ".pdf", "", "", "长" * 56 + ".pdf"),
        ("/x", "", "attachment; filename=a.pdf", "a.pdf"),
        ("/x", "", 'attachment; filename="..\\\\..\\\\a.pdf"', "a.pdf"),
        ("/x", "", "attachment; filename=/etc/cron.d/a.txt", "a.txt"),
        ("/x", "", "attachment; filename=%E5%8A%9E%E6%B3%95.pdf", "办法.pdf"),
        ("/x", "", "inline; filename=a.doc; filename*=UTF-8''%E5%8A%9E%E6%B3%95.doc", "办法.doc"),
        ("/x", "", 'attachment; filename="办法.doc"'.encode().decode("latin-1"), "办法.doc"),
        ("/x", "", 'attachment; filename="办法.doc"'.encode("gbk").decode("latin-1"), "办法.doc"),
        ("/x", "text/html", "inline", "x.html"),
    ],
)
def test_a_file_has_the_name_that_its_site_gives_it_without_a_folder(
    site, path, kind, disposition, name
):
    told = {"Content_Disposition": disposition} if disposition else {}
    asked = quote(path, safe="/?=%")
    site.pages[asked] = reply(b"a", kind=kind, **told)
    assert site.fetcher()(f"http://a.example:{site.port}{asked}")[0] == name


def certificate(folder: Path, host: str) -> ssl.SSLContext:
    """A server's, for one host, signed by itself; also written to folder."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, host)])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "site.pem").write_bytes(signed.public_bytes(pem))
    plain = (serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(pem, *plain))
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(folder / "site.pem", folder / "key.pem")
    return server


@pytest.mark.parametrize(("host", "told"), [("a.example", ""), ("127.0.0.1", "连不上这个网站")])
def test_a_certificate_is_checked_for_the_name_not_the_address(tmp_path, monkeypatch, host, told):
    tls = certificate(tmp_path, host)
    monkeypatch.setattr(certifi, "where", lambda: str(tmp_path / "site.pem"))
    with DocumentSite(tls) as site:
        site.pages["/"] = reply(b"a")
        url = f"https://a.example:{site.port}/"
        if told:
            assert told in refusal(site.fetcher(), url)
            assert site.asked == []
        else:
            assert site.fetcher()(url) == ("a.example.html", b"a")


@pytest.mark.parametrize(
    ("told", "sites"),
    [
        ("", ()),
        (" GOV.cn, *.Gov.cn ", ("gov.cn", "*.gov.cn")),
        ("*.中文.example", ("*.xn--fiq228c.example",)),
        *((wrong, None) for wrong in ("http://gov.cn", "gov.cn/zc", "*", "*.cn", "10.0.0.1")),
        *((wrong, None) for wrong in ("localhost", "gov.cn:80", "a..cn", "w*.gov.cn")),
    ],
)
def test_the_sites_are_names_and_what_is_none_is_told(told, sites, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLICY_FETCH_HOSTS", told)
    if sites is None:
        with pytest.raises(SettingsBroken, match=r"POLICY_FETCH_HOSTS.*应是域名"):
            read_settings()
    else:
        assert read_settings().sites == sites


def test_offline_no_site_is_left_and_that_is_told():
    settings = Settings(_env_file=None, fetch_hosts="*.gov.cn", offline=True)
    assert settings.sites == ()
    assert settings.left_out == ("已设 POLICY_OFFLINE=true，不调用外部网站，不能按网址收入文件",)
    fetch = Fetcher(settings.sites, resolve=never)
    assert refusal(fetch, "http://www.gov.cn/") == f"www.gov.cn{FOREIGN}"
