"""The words of the desk."""

from dutylist.organizations.place_words import add_words

add_words({"desk_title": "%(county_name)s履职清单 · 工作台"})
