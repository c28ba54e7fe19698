"""Makes the pictures of the handbooks from a running demo county.

    python -m tools.help_pictures http://127.0.0.1:8000 var/demo-accounts.txt

Small files: narrow, few colours. Run it after a change of the pages they show.
"""

import io
import os
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "static" / "site" / "help"
WIDTH, HEIGHT = 950, 650
SHOWN_WIDTH, SHOWN_HEIGHT = 760, 520
COLOURS = 24
EXECUTABLE = os.environ.get("DUTYLIST_TEST_CHROMIUM", "/usr/bin/chromium")


def main(origin, accounts):
    from items.published.handbooks import PICTURES

    lines = Path(accounts).read_text().splitlines()
    passwords = dict(line.split(":", 1) for line in lines if ":" in line)
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=EXECUTABLE,
            args=["--no-sandbox", "--lang=zh-CN"],
            env={**os.environ, "LANGUAGE": "zh_CN"},
        )
        for name, (account, address) in PICTURES.items():
            shot = picture_of(browser, origin, account, passwords[account], address)
            size = keep(shot, TARGET / f"{name}.png")
            print(f"{name}.png {size} bytes")
        browser.close()


def picture_of(browser, origin, account, password, address):
    page = browser.new_page(
        viewport={"width": WIDTH, "height": HEIGHT}, locale="zh-CN", timezone_id="Asia/Shanghai"
    )
    page.goto(f"{origin}/login/")
    page.fill("input[name=username]", account)
    page.fill("input[name=password]", password)
    page.click("main button[type=submit]")
    page.wait_for_load_state()
    answer = page.goto(f"{origin}{address}")
    if not answer.ok or page.url != f"{origin}{address}":
        raise SystemExit(f"{account} is not shown {address}: {answer.status} at {page.url}")
    shot = page.screenshot()
    page.close()
    return shot


def keep(shot, path):
    picture = Image.open(io.BytesIO(shot)).convert("RGB")
    picture = picture.resize((SHOWN_WIDTH, SHOWN_HEIGHT), Image.Resampling.LANCZOS)
    picture = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    picture.save(path, optimize=True)
    return path.stat().st_size


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main(sys.argv[1].rstrip("/"), sys.argv[2])
