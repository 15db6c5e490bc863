"""The table of the staff pages: what stands in the navigation, and the role each needs."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.records.tables import Role


@dataclass(frozen=True, slots=True)
class StaffPage:
    """A page and all below its path; without a name it is not in the navigation. change: what a
    change from there needs, where that is more than a look."""

    path: str
    role: Role
    name: str = ""
    about: str = ""
    change: Role | None = None


LIBRARY = StaffPage(
    "/staff/library",
    Role.READER,
    "文件库",
    "收入、替换、停用、删除文件，看每份读成了什么",
    change=Role.EDITOR,
)
DRAFTS = StaffPage(
    "/staff/drafts", Role.EDITOR, "起草答复", "来信分成问题逐问起草，改时核对，另一人定稿"
)
BATCH = StaffPage("/staff/batch", Role.EDITOR, "批量作答", "一表问题逐行作答，可暂停、可接着做")
CURATED = StaffPage(
    "/staff/curated", Role.EDITOR, "口径库", "本单位审定的答复，问同一件事时优先采用"
)
WORDS = StaffPage(
    "/staff/words",
    Role.EDITOR,
    "敏感词",
    "问题里有这些词语时，不予答复或作标记",
    change=Role.ADMINISTRATOR,
)
QUESTIONS = StaffPage("/staff/questions", Role.EDITOR, "问题记录", "问过什么、怎么答的，可导出")
INSIGHT = StaffPage(
    "/staff/insight", Role.EDITOR, "问答统计", "问得最多的、答不了的、没有文件的话题、读者评价"
)
REPORT = StaffPage("/staff/report", Role.READER, "评测报告", "最近一次评测：各项成绩和每一题")
FEEDBACK = StaffPage("/staff/feedback", Role.READER, "反馈", "读者对回答的评价和理由，可导出")
AUDIT = StaffPage("/staff/audit", Role.EDITOR, "审计", "谁在什么时候改了什么，可导出")
ACCOUNTS = StaffPage("/staff/accounts", Role.ADMINISTRATOR, "帐号", "新增、删除、改角色、重设密码")
HOME = StaffPage("/staff/", Role.READER)
PASSWORD = StaffPage("/staff/password", Role.READER)
LOGOUT = StaffPage("/staff/logout", Role.READER)
LOGIN = "/staff/login"  # the one page that needs no login

PAGES = (
    LIBRARY,
    DRAFTS,
    BATCH,
    CURATED,
    WORDS,
    QUESTIONS,
    INSIGHT,
    REPORT,
    FEEDBACK,
    AUDIT,
    ACCOUNTS,
    PASSWORD,
    LOGOUT,
)


def role_for(path: str, change: bool = False) -> Role:
    """What a path needs, for a look or for a change; the most where the table has it not."""
    if path in (HOME.path, HOME.path.rstrip("/")):
        return HOME.role
    for page in PAGES:
        if path == page.path or path.startswith((f"{page.path}/", f"{page.path}.")):
            return (page.change or page.role) if change else page.role
    return Role.ADMINISTRATOR


def shown_to(role: Role) -> tuple[StaffPage, ...]:
    """The navigation."""
    return tuple(page for page in PAGES if page.name and role.covers(page.role))
