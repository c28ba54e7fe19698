"""How gunicorn is told to speak: of what goes wrong, and at last of the address to open."""

import os
import sys

loglevel = "warning"


def when_ready(server):
    listening = ", ".join(map(str, server.address))
    address = os.environ.get("DUTYLIST_PUBLIC_URL") or listening
    sys.stdout.write(f"已启动，请用浏览器打开 {address} （按 Ctrl+C 停止）\n")
    sys.stdout.flush()
