"""What can be done with a conference, and who may.

What the conference does as one is done by its joint office; what a party says
for itself, only people of that party do.
"""

from __future__ import annotations

from lianxi.kernel.access import Act, Role, Scope
from lianxi.kernel.rules.conference_year import HOUSE_RULE

_OFFICE = frozenset({Role.JOINT_OFFICE})
_PARTY = frozenset({Role.CLERK, Role.OFFICE_HEAD, Role.LEADER})
_SIGNERS = frozenset({Role.OFFICE_HEAD, Role.LEADER})
_READERS = _PARTY | {Role.OBSERVER}
_PREPARES = "联席会议办公室负责日常事务"
_ITSELF = "各方地位平等，一家的意思只由这一家自己表示"


def _office(code: str, label: str, source: str = _PREPARES) -> Act:
    return Act(f"conference.{code}" if "." not in code else code, label, Scope.CIRCLE, _OFFICE, source)


def _party(code: str, label: str, roles: frozenset[Role] = _PARTY, source: str = _ITSELF) -> Act:
    return Act(code, label, Scope.BODY, roles, source)


VIEW = _party("conference.view", "查看本圈会议", _READERS, "会议筹备情况由参加各方共同可见")
VIEW_OFFICE = _office("view_office", "查看本圈会议（联席办）")
OPEN = _office("open", "启动会议")
RECORD = _office("record", "补录以往会议")
GO_ON = _office("go_on", "进入下一环节", HOUSE_RULE)
STEP_BACK = _office("step_back", "退回上一环节", HOUSE_RULE)
ACCEPT_HOST = _party("host.accept", "确认承办")
WITHDRAW_HOST = _party("host.withdraw", "退出承办")
PROPOSE_CHANGE = _party("host.propose_change", "提出互换或代承办")
ANSWER_CHANGE = _party("host.answer_change", "答复互换或代承办")
PROPOSE_TOPIC = _party("topic.propose", "报送议题")
WITHDRAW_TOPIC = _party("topic.withdraw", "撤回议题")
PASS_TOPICS = _party("topic.pass", "答复无议题")
MERGE_TOPICS = _office("topic.merge", "合并议题")
SPLIT_TOPIC = _office("topic.split", "撤销合并")
SET_TOPICS_DUE = _office("topic.set_due", "改定议题截止日")
SET_AGENDA = _office("agenda.set", "编排议程", "议程由联席会议办公室研究提出")
SET_TIME = _office("time.set", "确定时间地点")
PUBLISH_CALL = _office("call.publish", "发出会议通知")
CORRECT_CALL = _office("call.correct", "发出更正通知")
REMIND = _office("receipt.remind", "催报")
GIVE_RECEIPT = _party("receipt.give", "填报回执")
INVITE = _office("guest.invite", "登记邀请人员")
UNINVITE = _office("guest.uninvite", "取消邀请")
_CONTACT = "个人信息保护法第六条：限于实现处理目的的最小范围"
UNMASK_GUESTS = _office("guest.unmask", "查看邀请人员的完整联系方式", _CONTACT)
CHECK_IN = _party("attendee.check_in", "本机构签到")
CHECK_IN_OFFICE = _office("attendee.check_in_office", "会场签到（联席办）")
UNDO_CHECK_IN = _office("attendee.undo_check_in", "撤销签到")
SET_OUTCOME = _office("item.outcome", "登记议程结果")
CAST_VOTE = _party("item.vote", "登记本方表决")
DRAFT_MINUTES = _office("minutes.draft", "起草纪要")
CHANGE_MINUTES = _office("minutes.change", "改动纪要")
SIGN_MINUTES = _party("minutes.sign", "签署纪要", _SIGNERS)
SIGN_FOR = _office("minutes.sign_for", "凭扫描件代录签署")
ASSIGN = _office("follow_up.assign", "交办事项")
CHANGE_FOLLOW_UP = _office("follow_up.change", "更改交办事项")
SUBMIT_FOLLOW_UP = _party("follow_up.submit", "报结交办事项")
CLOSE_FOLLOW_UP = _party("follow_up.close", "核验办结", source="谁办的事不由谁核验：办结由牵头方以外的一方核验")
REOPEN_FOLLOW_UP = _party("follow_up.reopen", "退回重办", source="办结的可以退回重办，须说明理由")
STATE_COST = _office("cost.state", "登记经费结算")
ATTACH = _party("file.attach", "提供会议文件")
DETACH = _party("file.detach", "撤下会议文件")
DOWNLOAD_PACK = _party("pack.download", "下载会议材料", _READERS, "会议材料由参加各方共同可见")

ACTS = (
    VIEW, VIEW_OFFICE, OPEN, RECORD, GO_ON, STEP_BACK, ACCEPT_HOST, WITHDRAW_HOST, PROPOSE_CHANGE, ANSWER_CHANGE,
    PROPOSE_TOPIC, WITHDRAW_TOPIC, PASS_TOPICS, MERGE_TOPICS, SPLIT_TOPIC, SET_TOPICS_DUE, SET_AGENDA, SET_TIME,
    PUBLISH_CALL, CORRECT_CALL, REMIND, GIVE_RECEIPT, INVITE, UNINVITE, UNMASK_GUESTS, CHECK_IN, CHECK_IN_OFFICE,
    UNDO_CHECK_IN, SET_OUTCOME, CAST_VOTE, DRAFT_MINUTES, CHANGE_MINUTES, SIGN_MINUTES, SIGN_FOR, ASSIGN,
    CHANGE_FOLLOW_UP, SUBMIT_FOLLOW_UP, CLOSE_FOLLOW_UP, REOPEN_FOLLOW_UP, STATE_COST, ATTACH, DETACH, DOWNLOAD_PACK,
)  # fmt: skip
