"""A text with damage of several classes; every sentence is invented 示例."""

from __future__ import annotations

TEXT = (
    "示例市關(guān)于區(qū)域協(xié)同的工作辦法\n"
    "（2023年8月29日示例市第八屆人民代表大會常務委員會第十三次會議通過）\n"
    "一、本辦法由聯席會議辦公室負責解釋，，報送示例數據12項，其中甲類5項、乙類7項。（牽頭單位：市發展改革委，配合單位：市財政局）\n"
    "二、會議于2026124日召開。\n"
    "四、本辦法自2023年9月25日起施行。\n"
)
