"""The shipped table of words, by type of county and of township; `words.py` puts a place's own
together from it.

`%(unit)s` is the county's short word (县, 市, 区, 旗), `%(township)s` the short word of the
township, `%(townships)s` that of all townships of the county together. `{township}` and
`{departments}` stay for the page to fill in. An app or a room adds the words of what it brings in a
module `place_words`, which is loaded at start.
"""

COUNTY_KINDS = {
    "county": {"unit": "县", "above": "市"},
    "county_city": {"unit": "市", "above": "市"},
    "district": {"unit": "区", "above": "市"},
    "banner": {"unit": "旗", "above": "市"},
    "city": {"unit": "市", "above": "省"},
}

TOWN_LIKE = {
    "village": "村（社区）",
    "villages": "各村（社区）",
    "villagers": "村（居）民",
    "village_committee": "村（居）委会",
    "village_staff": "村（社区）干部",
}
TOWNSHIP_KINDS = {
    "town": {
        "township": "镇",
        "township_government": "镇政府",
        "township_party_committee": "镇党委",
        "township_people_congress": "镇人大",
        "township_secretary": "镇党委书记",
        "township_head": "镇长",
        **TOWN_LIKE,
    },
    "xiang": {
        "township": "乡",
        "township_government": "乡政府",
        "township_party_committee": "乡党委",
        "township_people_congress": "乡人大",
        "township_secretary": "乡党委书记",
        "township_head": "乡长",
        **TOWN_LIKE,
    },
    "subdistrict": {
        "township": "街道",
        "township_government": "街道办事处",
        "township_party_committee": "街道党工委",
        "township_people_congress": "街道人大工委",
        "township_secretary": "街道党工委书记",
        "township_head": "街道办事处主任",
        "village": "社区",
        "villages": "各社区",
        "villagers": "居民",
        "village_committee": "居委会",
        "village_staff": "社区干部",
    },
    "zone": {
        "township": "功能区",
        "township_government": "功能区管委会",
        "township_party_committee": "功能区党工委",
        "township_people_congress": "功能区人大工作机构",
        "township_secretary": "功能区党工委书记",
        "township_head": "功能区管委会主任",
        "village": "社区",
        "villages": "各社区",
        "villagers": "居民",
        "village_committee": "居委会",
        "village_staff": "社区干部",
    },
    "rural": {
        "township": "乡镇",
        "township_government": "乡镇政府",
        "township_party_committee": "乡镇党委",
        "township_people_congress": "乡镇人大",
        "township_secretary": "乡镇党委书记",
        "township_head": "乡镇长",
        **TOWN_LIKE,
    },
    "mixed": {
        "township": "乡镇（街道）",
        "township_government": "乡镇政府（街道办事处）",
        "township_party_committee": "乡镇党委（街道党工委）",
        "township_people_congress": "乡镇人大（街道人大工委）",
        "township_secretary": "乡镇党委（街道党工委）书记",
        "township_head": "乡镇长（街道办事处主任）",
        **TOWN_LIKE,
    },
}
TOWNSHIP_KINDS["ethnic_xiang"] = TOWNSHIP_KINDS["xiang"]

PATTERNS = {
    # the county and its offices
    "county": "%(unit)s",
    "county_level": "%(unit)s级",
    "whole_county": "全%(unit)s",
    "in_county": "%(unit)s内",
    "this_county": "本%(unit)s",
    "county_committee": "%(unit)s委",
    "county_government": "%(unit)s政府",
    "county_people_congress": "%(unit)s人大",
    "county_leaders": "%(unit)s领导",
    "county_leader_title": "%(unit)s委、%(unit)s政府负责人",
    "office": "%(unit)s委编办",
    "office_full": "中共%(county_name)s委机构编制委员会办公室",
    "organizer": "中共%(county_name)s委机构编制委员会办公室",
    "legal_office": "%(unit)s司法局",
    "party_office": "%(unit)s委办公室",
    "government_office": "%(unit)s政府办公室",
    "body_staffing": "%(unit)s委编委会",
    "body_government": "%(unit)s政府常务会议",
    "body_party": "%(unit)s委常委会会议",
    "above_office": "%(above)s委编办",
    "province_office": "省委编办",
    # departments
    "departments": "%(unit)s直部门",
    "department": "%(unit)s直部门",
    "department_prefix": "%(unit)s",
    "upper_departments": "%(upper)s部门",
    "relevant_departments": "%(unit)s直有关部门",
    "choose_department": "选择%(unit)s直部门",
    # townships
    "township": "%(township)s",
    "townships": "%(townships)s",
    "townships_label": "%(townships)s",
    "all_townships": "全部%(townships)s",
    "every_township": "各%(townships)s",
    "choose_township": "选择%(townships)s",
    "other_township": "换一个%(townships)s",
    "find_township": "按名称查找%(townships)s",
    "this_township": "本%(township)s",
    "in_township": "本%(township)s辖区",
    "township_list_of": "%(townships)s清单",
    "township_count": "全%(unit)s{count}个%(townships)s",
    "township_leaders": "%(township)s领导",
    "township_staff": "%(township)s工作人员",
    "township_opinions": "%(townships)s意见",
    # roles, as people are addressed
    "role_clerk": "%(unit)s委编办经办人",
    "role_office_lead": "%(unit)s委编办负责人",
    "role_legal_officer": "%(unit)s司法局合法性审查员",
    "role_party_office": "%(unit)s委办公室审查员",
    "role_department_staff": "%(unit)s直部门经办人",
    "role_department_lead": "%(unit)s直部门负责人",
    "role_township_staff": "%(township)s经办人",
    "role_township_lead": "%(township)s负责人",
    "role_recorder": "审定结果登记人",
    "role_county_secretary": "%(unit)s领导",
    "role_inspector": "%(unit)s督查员",
    "role_city_reviewer": "%(above)s级审核人",
    "role_province_filer": "省级备案人",
    "role_security_auditor": "安全审计员",
    "role_security_administrator": "安全管理员",
    "role_system_administrator": "系统管理员",
}


def add_words(patterns):
    """Adds {key: pattern}; a key is given once."""
    if taken := sorted(set(patterns) & set(all_keys())):
        raise ValueError(f"The words {taken} are registered already.")
    PATTERNS.update(patterns)


def all_keys():
    """The keys of every word that a place has."""
    return {*PATTERNS, *TOWNSHIP_KINDS["town"], "county_name", "township_name"}
