"""One person at a browser without script: follows links and sends forms that are on the page, and
counts each click.
"""

from urllib.parse import urljoin, urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html

SENT_AS_THEY_ARE = {"hidden", "text", "search", "date", "email", "tel", "number", "password", ""}


class Clicks:
    """How many there were, in the order made."""

    def __init__(self):
        self.made = []

    def __len__(self):
        return len(self.made)


class Hand:
    """`open` types an address; `follow`, `choose`, `tick` and `press` are clicks."""

    def __init__(self, clicks):
        self.clicks, self.client, self.files, self.ticked = clicks, Client(), {}, {}
        self.answer = self.page = None

    def open(self, address):
        self.shows(self.client.get(address, follow=True))

    def shows(self, answer):
        self.answer, self.files, self.ticked = answer, {}, {}
        self.address = answer.request["PATH_INFO"]
        if query := answer.request.get("QUERY_STRING"):
            self.address += f"?{query}"
        self.page = html.fromstring(answer.content.decode())
        assert answer.status_code == 200, (self.address, answer.status_code, self.errors())

    def text(self):
        return " ".join(self.page.text_content().split())

    def errors(self):
        return [
            " ".join(part.text_content().split())
            for part in self.page.xpath("//*[contains(@class, 'errors')]")
        ]

    def follow(self, text):
        links = [a for a in self.page.xpath("//a[@href]") if text in a.text_content()]
        assert links, (text, self.address)
        self.clicks.made.append(f"链接：{text}")
        self.open(urljoin(self.address, links[0].get("href")))

    def choose(self, name, file, content):
        """A file for the box of this name."""
        assert self.page.xpath(f"//input[@type='file'][@name='{name}']"), (name, self.address)
        self.clicks.made.append(f"选择文件：{file}")
        self.files[name] = SimpleUploadedFile(file, content)

    def tick(self, name, value):
        """One of the choices under this name."""
        choice = f"//input[@type='radio'][@name='{name}'][@value='{value}']"
        assert self.page.xpath(choice), (name, self.address)
        self.clicks.made.append(f"选：{name}={value}")
        self.ticked[name] = value

    def press(self, text, **typed):
        """The button with this text, with everything that its form holds."""
        buttons = self.page.xpath(f"//button[contains(normalize-space(.), '{text}')]")
        buttons = [one for one in buttons if not one.xpath("ancestor::*[@hidden]")]
        assert buttons, (text, self.address)
        button = buttons[0]
        form = next(button.iterancestors("form"))
        fields = self.fields_of(form) | self.ticked
        if button.get("name"):
            fields[button.get("name")] = button.get("value", "")
        for name, value in typed.items():
            name = name.replace("__", "-")
            assert name in fields, (name, self.address, sorted(fields))
            fields[name] = value
        for name, file in self.files.items():
            if form.xpath(f".//input[@type='file'][@name='{name}']"):
                fields[name] = file
        self.clicks.made.append(f"按钮：{text}")
        action = urljoin(self.address, form.get("action") or self.address)
        assert urlsplit(action).netloc in {"", "testserver"}
        self.shows(self.client.post(action, fields, follow=True))

    def fields_of(self, form):
        fields = {}
        for box in form.xpath(".//input[@name]"):
            kind = box.get("type", "")
            is_checked = kind in {"checkbox", "radio"} and box.get("checked") is not None
            if is_checked and kind == "checkbox":
                fields.setdefault(box.get("name"), []).append(box.get("value", "on"))
            elif kind in SENT_AS_THEY_ARE or is_checked:
                fields[box.get("name")] = box.get("value", "")
        for box in form.xpath(".//textarea[@name]"):
            fields[box.get("name")] = box.text_content()
        for box in form.xpath(".//select[@name]"):
            chosen = box.xpath(".//option[@selected]") or box.xpath(".//option")
            fields[box.get("name")] = chosen[0].get("value", "") if chosen else ""
        return fields

    def log_in(self, username, password, new):
        """With the one-time password, which is changed at once."""
        if not self.page.xpath("//input[@name='username']"):
            self.open("/login/")
        self.press("登录", username=username, password=password)
        self.press("更换密码", old_password=password, new_password=new, again=new)
