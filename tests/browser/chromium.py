"""Debian's Chromium, driven by playwright: whether it is here, and how it starts."""

import importlib.util
import os

EXECUTABLE = os.environ.get("DUTYLIST_TEST_CHROMIUM", "/usr/bin/chromium")
# Without the network flags Chromium asks its maker's hosts at every start.
ARGUMENTS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def why_no_browser():
    """A sentence when the browser tests cannot run here, else ""."""
    if not os.path.exists(EXECUTABLE):
        return f"{EXECUTABLE} is not installed (Debian: chromium, fonts-noto-cjk)"
    if importlib.util.find_spec("playwright") is None:
        return "the package playwright is not installed"
    return ""
