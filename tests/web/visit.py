"""A visit of a page in a browser; what goes wrong or goes elsewhere is kept, and fails its end."""

from pathlib import Path
from typing import Any

from tests.web.people import SECRET

DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
PANEL = "#source-panel"


class Visit:
    """A page of the site at url."""

    def __init__(self, browser: Any, url: str, size: dict[str, int], **options: Any) -> None:
        self.url = url
        self.page = browser.new_page(viewport=size, locale="zh-CN", **options)
        self.page.set_default_timeout(15_000)
        self.faults: list[str] = []
        self.foreign: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.page.on("console", lambda said: said.type == "error" and self.faults.append(said.text))
        self.page.on("request", lambda sent: self._seen(sent.url))

    def _seen(self, address: str) -> None:
        if not address.startswith((self.url, "data:", "blob:")):
            self.foreign.append(address)

    def end(self) -> None:
        self.page.close()
        assert (self.foreign, self.faults) == ([], [])

    def open(self, path: str, shown: str) -> None:
        self.page.goto(f"{self.url}/{path}")
        self.page.wait_for_selector(shown)

    def log_in(self, name: str, path: str) -> Any:
        """By way of a page that asks for it; the page."""
        self.open(f"staff/{path}", "form")
        self.page.get_by_label("用户名").fill(name)
        self.page.get_by_label("密码").fill(SECRET)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_selector("h1:not(:text('登录'))")
        return self.page

    def fits(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

    def fits_all(self, file: Path) -> None:
        """A desk and a telephone, each with a picture for who wants to look."""
        for size in (DESK, PHONE):
            self.page.set_viewport_size(size)
            self.page.wait_for_timeout(100)
            assert self.fits(), file.name
            self.page.screenshot(path=f"{file}-{size['width']}.png", full_page=True)
        self.page.set_viewport_size(DESK)

    def ask(self, question: str) -> None:
        before = self.page.locator(".answer").count()
        self.page.fill("#question textarea:enabled", question)
        self.page.press("#question textarea", "Enter")
        self.page.locator(".answer").nth(before).wait_for()
        self.page.wait_for_selector("#question textarea:enabled")
        self.page.wait_for_selector("#question .submit-button")

    def cite(self, number: int, answer: int = 0) -> None:
        link = self.page.locator(".answer").nth(answer).locator(f'a.cite[href="#cite/{number}"]')
        link.click()
        self.page.wait_for_selector(f"{PANEL} .source-view")

    def marked(self) -> str:
        return self.page.inner_text(f"{PANEL} mark")

    def wait_marked(self, words: str) -> None:
        """Until the panel marks these words."""
        self.page.locator(f"{PANEL} mark", has_text=words).first.wait_for()
