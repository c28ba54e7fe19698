"""`manage.py lookup`: who answers for a matter, from the published list, as a sentence or as
JSON.
"""

import sys
from datetime import date
from pathlib import Path

import orjson
from django.core.management.base import BaseCommand, CommandError

from dutylist.history.texts import query_fault
from items.published.answers import answer_json, answer_question, answer_sentence
from items.published.lists import counties_published, county_list
from items.published.live_facts import cards_of, place, township_in


class Command(BaseCommand):
    help = (
        "答复一件事由谁负责：在现行清单中查一个词或一句问话；"
        "用--input可逐行查一个文件（每行一问，每行输出一个JSON）。"
    )

    def add_arguments(self, parser):
        parser.add_argument("text", nargs="?", help="要查的词或问话")
        parser.add_argument("--township", default="", help="12位区划代码；不写则查全部")
        parser.add_argument("--county", default="", help="12位区划代码；有几个地方公布清单时须写明")
        parser.add_argument(
            "--on", default="", help="按哪一天适用的清单，如2025-03-01；不写则按今天"
        )
        parser.add_argument("--json", action="store_true", help="输出JSON")
        parser.add_argument("--input", help="每行一问的文件；-为标准输入")

    def handle(self, *args, text, township, county, on, input, **options):
        if bool(text) == bool(input):
            raise CommandError("请写要查的词，或者用--input给出文件，两者选一。")
        questions = self.lines(input) if input else [text]
        for question in questions:
            if fault := query_fault(question):
                raise CommandError(f"“{question[:20]}……”：{fault}")
        code = self.county_of(township, county)
        day = self.day(on)
        published, cards = county_list(code, day), cards_of(code)
        place_of = None
        if published and township:
            place_of = township_in(published, township)
        if published and township and not place_of:
            raise CommandError(f"现行清单里没有{township}这个地方。")
        if input:
            for line in questions:
                answer = answer_question(line, published, place_of, on=day, cards=cards)
                self.stdout.write(self.as_json(answer, cards))
            return
        written = self.as_json if options["json"] else self.as_text
        answer = answer_question(text, published, place_of, on=day, cards=cards)
        self.stdout.write(written(answer, cards))

    def county_of(self, township, county):
        if township:
            where = place(township)
            if where is None:
                raise CommandError(f"没有区划代码{township}。")
            return where.county_code
        if county and place(county) is None:
            raise CommandError(f"没有区划代码{county}。")
        if county:
            codes = [county]
        else:
            codes = [code for code, _ in counties_published()]
        if len(codes) != 1:
            if codes:
                raise CommandError("有几个地方公布了清单，请用--county或--township写明。")
            raise CommandError("还没有公布清单。")
        return codes[0]

    def day(self, text):
        try:
            if text:
                return date.fromisoformat(text)
            return None
        except ValueError:
            raise CommandError(
                f"日期“{text}”不是日历上的日子，请写成2025-03-01这样的形式。"
            ) from None

    def lines(self, name):
        try:
            if name == "-":
                text = sys.stdin.read()
            else:
                text = Path(name).read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            raise CommandError(f"不能读取{name}：{error}") from None
        return [line.strip() for line in text.splitlines() if line.strip()]

    def as_json(self, answer, cards):
        return orjson.dumps(answer_json(answer, cards)).decode()

    def as_text(self, answer, cards):
        rows = [answer.sentence]
        if answer.found.read_as:
            rows.insert(0, f"按读音“{answer.found.read_as}”查询。")
        for title, entries in (("", answer.entries), ("相近事项：", answer.near)):
            if title and entries:
                rows.append(title)
            rows += [self.line(answer, entry, cards) for entry in entries]
        return "\n".join(rows)

    def line(self, answer, entry, cards):
        sentence = answer_sentence(answer.published, entry, answer.township)
        if telephone := cards.telephone_of(entry, answer.township):
            sentence += f"电话{telephone}"
        return f"  {entry['code']} {entry['name']}：{sentence}"
