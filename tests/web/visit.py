"""A visit of a page in a browser; what goes wrong or goes elsewhere is kept, and fails its end."""

from typing import Any

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

    def fits(self) -> bool:
        """Whether nothing has to be scrolled sideways."""
        return bool(self.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))

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
