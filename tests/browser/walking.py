"""Opens a page at both widths and collects everything that is wrong with it."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from tests.sweeps.tree import ROOT

WIDTHS = {360: 780, 1440: 900}
MOST_BYTES = 150_000
AXE = (Path(__file__).parent / "vendor/axe-core/axe.min.js").read_text()
RUN_AXE = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations)"
WATCH = """
window.policyViolations = [];
document.addEventListener('securitypolicyviolation', event => window.policyViolations.push(
  `${event.violatedDirective} ${event.blockedURI} `
  + `${event.sourceFile || ''}:${event.lineNumber || ''}`));
"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


class Walker:
    """One visitor's browser context; `walk(path)` is what a page does wrong, an empty list when
    nothing.
    """

    def __init__(self, context, origin):
        self.page, self.origin = context.new_page(), origin
        self.noise, self.bodies = [], {}
        self.page.add_init_script(WATCH)
        self.page.add_init_script(AXE)
        self.page.on("request", self._note_request)
        self.page.on("response", self._note_response)
        self.page.on("console", self._note_console)
        self.page.on("pageerror", lambda error: self.noise.append(f"script: {error}"))

    def walk(self, path, *, name="", status=200):
        """Policy violations, console errors, foreign requests, axe, weight and overflow, at 360 and
        1440 pixels.
        """
        return [
            f"{path} at {width}: {fault}"
            for width in WIDTHS
            for fault in self._faults_at(width, path, name, status)
        ]

    def _faults_at(self, width, path, name, status):
        self.noise, self.bodies = [], {}
        self.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        answer = self.page.goto(self.origin + path, wait_until="load")
        faults = [] if answer.status == status else [f"status {answer.status}"]
        faults += self._axe()
        self.page.wait_for_load_state(
            "networkidle"
        )  # half a second without a request: axe has used it
        self.noise = [line for line in self.noise if status == 200 or not line.endswith(answer.url)]
        if width == min(WIDTHS):
            faults += self._weight()
        faults += [
            f"policy: {seen}" for seen in self.page.evaluate("window.policyViolations")
        ] + self.noise
        if (over := self.page.evaluate(OVERFLOW)) > 0:
            faults.append(f"{over} pixels wider than the window")
        self._picture(name, width)
        return faults

    def _weight(self):
        weight = sum(len(response.body()) for response in self.bodies.values())
        return [f"{weight} bytes of HTML and CSS"] if weight > MOST_BYTES else []

    def _axe(self):
        serious = [
            found
            for found in self.page.evaluate(RUN_AXE)
            if found["impact"] in ("serious", "critical")
        ]
        return [
            f"axe {found['id']}: {found['help']}: {found['nodes'][0]['html'][:120]}"
            for found in serious
        ]

    def _picture(self, name, width):
        """A picture for the documentation, only when DUTYLIST_SCREENS is set."""
        if name and os.environ.get("DUTYLIST_SCREENS"):
            self.page.screenshot(path=ROOT / "docs" / "screens" / f"{name}-{width}.png")

    def _note_console(self, line):
        if line.type == "error":
            self.noise.append(f"console: {line.text} {line.location.get('url', '')}")

    def _note_request(self, request):
        target = urlsplit(request.url)
        if (
            target.scheme in ("http", "https", "ws", "wss")
            and f"{target.scheme}://{target.netloc}" != self.origin
        ):
            self.noise.append(f"request leaves the site: {request.url}")

    def _note_response(self, response):
        if response.request.resource_type in ("document", "stylesheet") and response.ok:
            self.bodies[response.url] = response
