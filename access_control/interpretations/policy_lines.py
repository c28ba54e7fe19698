"""What a county may rule about interpretations of its list: how soon they are answered and
seen by a second person.
"""

from dutylist.organizations.policies import register_days

register_days("interpretation_answer_days", 5, "清单释义的答复时限", "自单位提问之日起。")
register_days("interpretation_confirm_days", 3, "清单释义的复核时限", "自经办人答复之日起。")
