"""Invented pages, each of a kind a jurist gave it: whole documents as they are issued, and some that only look alike.

The kind "" is for what is no rule of any kind, or none yet, or cannot be told
from the page: nothing may be certain of it.
"""

# ruff: noqa: E501 - a document stands on one line, so that kind and page are seen side by side

from __future__ import annotations

ARTICLES = "第一条　为了规范{0}，制定本{1}。\n第二条　{0}适用本{1}。\n第三条　本{1}自2024年5月1日起施行{2}。\n"
LEVELS = "各乡镇、各部门：\n一、总体要求\n（一）提高认识。做好{0}。\n二、主要任务\n（一）明确责任。\n三、组织保障\n"


def articles(about: str, kind: str = "办法", term: str = "") -> str:
    return ARTICLES.format(about, kind, term)


def issued(head: str, number: str, organ: str, title: str, body: str, day: str = "2024年3月8日") -> str:
    """A notice that issues a rule behind its signature."""
    return (
        f"{head}\n\n{number}\n\n{organ}\n关于印发{title}的通知\n\n各有关单位：\n现将《{title}》印发给你们，请遵照执行。\n\n"
        f"{organ}\n{day}\n\n（此件公开发布）\n\n{title}\n\n{body}"
    )


def passed(title: str, caption: str, body: str) -> str:
    return f"{title}\n\n（{caption}）\n\n{body}"


def by(place: str, organ: str = "人民代表大会常务委员会", day: str = "2023年6月20日") -> str:
    return f"{day}{place}第八届{organ}第十次会议通过"


AND = "　2023年9月28日望海省第七届人民代表大会常务委员会第六次会议批准"
PAGES: tuple[tuple[str, str], ...] = (
    ("dfxfg", passed("临川市湿地保护条例", by("临川市") + AND, articles("湿地保护", "条例"))),
    ("dfxfg", passed("临川市户外广告管理规定", by("临川市") + AND, articles("户外广告", "规定"))),
    ("dfxfg", passed("望海省信访条例", by("望海省"), articles("信访", "条例"))),
    ("dfxfg", passed("望海省实施《中华人民共和国农业技术推广法》办法", by("望海省"), articles("农技推广"))),
    ("dfxfg", passed("青岭苗族自治县乡村建设条例", by("青岭苗族自治县", "人民代表大会") + AND, articles("建设", "条例"))),
    ("dfxfg", passed("示例甲市公园条例", by("示例甲市"), articles("公园", "条例"))),
    ("dfxfg", passed("望海省人民代表大会常务委员会议事规则", by("望海省"), articles("议事程序", "规则"))),
    ("", passed("临川市湿地保护条例（草案）", by("临川市"), articles("湿地保护", "条例"))),
    ("", "临川市湿地保护条例（草案征求意见稿）\n\n" + articles("湿地保护", "条例")),
    ("jueding", passed("临川市人民代表大会常务委员会关于加强检察公益诉讼工作的决定", by("临川市"), LEVELS.format("工作"))),
    ("jueding", passed("柳溪县人民代表大会关于政府工作报告的决议", by("柳溪县", "人民代表大会"), "会议同意报告。\n")),
    ("jueding", passed("临川市人民代表大会常务委员会关于修改《临川市湿地保护条例》的决定", by("临川市") + AND, "一、将第三条修改为：“第三条　做好保护。”\n")),
    ("", "临川市人大常委会办公室关于表彰先进工作者的决定\n\n各单位：\n一、授予张某某称号。\n临川市人大常委会办公室\n2024年3月1日\n"),
    ("guizhang", "示例甲市人民政府令\n第12号\n《示例甲市停车场管理办法》已经市人民政府常务会议通过，现予公布，自2024年5月1日起施行。\n市长 某某\n2024年3月8日\n示例甲市停车场管理办法\n" + articles("停车场")),
    ("guizhang", "望海省人民政府令\n第301号\n《望海省气象灾害预警规定》已经省人民政府常务会议通过，现予公布。\n省长 某某\n2024年3月8日\n望海省气象灾害预警规定\n" + articles("预警", "规定")),
    ("guifan", "示例乙县人民政府令\n第2号\n《示例乙县野外用火管理规定》现予公布，自2024年5月1日起施行。\n县长 某某\n2024年3月8日\n示例乙县野外用火管理规定\n" + articles("野外用火", "规定")),
    ("guifan", issued("临川市人民政府文件", "临府规〔2024〕3号", "临川市人民政府", "临川市保障性住房分配办法", articles("分配"))),
    ("guifan", issued("柳溪县人民政府办公室文件", "柳府办规〔2024〕1号", "柳溪县人民政府办公室", "柳溪县公益林补偿实施细则", articles("补偿", "细则"))),
    ("guifan", issued("临川市民政局文件", "临民规〔2024〕2号", "临川市民政局", "临川市临时救助规定", articles("救助", "规定"))),
    ("guifan", issued("柳溪县人民政府文件", "柳府〔2022〕30号", "柳溪县人民政府", "柳溪县集体资产交易管理办法", articles("交易", term="，有效期五年"))),
    ("guifan", "临川市人民政府关于促进民宿业发展的意见\n\n临府规〔2024〕7号\n\n" + LEVELS.format("民宿") + "临川市人民政府\n2024年3月8日\n"),
    ("", issued("临川市自然资源和规划局文件", "临自然资规〔2024〕18号", "临川市自然资源和规划局", "临川市局窗口轮岗办法", articles("轮岗"))),
    ("", "临川市人民政府办公室转发《望海省工伤保险实施办法》的通知\n\n临府办规〔2024〕4号\n\n各区人民政府：\n现将《望海省工伤保险实施办法》转发给你们。\n\n临川市人民政府办公室\n2024年3月8日\n\n望海省工伤保险实施办法\n" + articles("工伤")),
    ("zhidu", issued("临川市审计局文件", "临审发〔2024〕6号", "临川市审计局", "临川市审计局机关考勤管理办法", articles("考勤"))),
    ("zhidu", issued("临川市财政局文件", "临财规〔2024〕6号", "临川市财政局", "临川市财政局机关财务管理办法", articles("财务", term="，有效期三年"))),
    ("zhidu", "柳溪县人大常委会机关印章管理制度\n" + articles("印章", "制度")),
    ("zhidu", "临川市人大常委会办公室公务接待规定\n" + articles("接待", "规定")),
    ("zhidu", "中共临川市委办公室机关值班制度\n" + articles("值班", "制度")),
    ("guifan", issued("临川市人民政府办公室文件", "临府办规〔2024〕9号", "临川市人民政府办公室", "临川市党政机关公务用车管理办法", articles("用车"))),
    ("guifan", issued("临川市机关事务管理局文件", "临机管规〔2024〕9号", "临川市机关事务管理局", "临川市市级机关会议费管理办法", articles("会议费"))),
    ("", "临川市行政执法公示制度\n" + articles("公示", "制度")),
    ("", "临川市重大行政决策程序规范\n" + articles("决策", "规范")),
    ("", "临川市党政机关公务接待制度\n" + articles("接待", "制度")),
    ("", "临川市住房公积金财务管理制度\n" + articles("公积金", "制度")),
    ("dangnei", issued("中共临川市委文件", "临发〔2024〕5号", "中共临川市委", "临川市干部容错纠错办法", articles("容错"))),
    ("dangnei", issued("中共柳溪县委办公室文件", "柳办发〔2024〕8号", "中共柳溪县委办公室、柳溪县人民政府办公室", "柳溪县督查工作规定", articles("督查", "规定"))),
    ("dangnei", "中共临川市委关于加强新时代人大工作的意见\n\n临发〔2024〕11号\n\n" + LEVELS.format("人大工作") + "中共临川市委\n2024年3月8日\n"),
    ("dangnei", issued("中共临川市委组织部文件", "临组发〔2024〕3号", "中共临川市委组织部", "临川市选调生管理办法", articles("选调"))),
    ("", "中共临川市委关于张某某等同志任职的通知\n\n临委〔2024〕11号\n\n各单位：\n张某某任局长。\n中共临川市委\n2024年3月8日\n"),
    ("", "中共临川市委对市政府党组巡察反馈意见\n\n各单位：\n一、加强学习。\n中共临川市委\n2024年3月8日\n"),
    ("dangnei", "中共柳溪县人大常委会党组议事规则\n" + articles("议事", "规则")),
    ("renda", passed("柳溪县人民代表大会常务委员会代表建议办理规定", by("柳溪县"), articles("办理", "规定"))),
    ("renda", passed("临江区人大常委会规范性文件备案审查办法", by("临江区"), articles("审查"))),
    ("renda", issued("临川市人民代表大会常务委员会文件", "临人常〔2024〕4号", "临川市人民代表大会常务委员会", "临川市人民代表大会常务委员会专题询问办法", articles("询问"))),
    ("renda", passed("临川市人大常委会任前审查办法", "2023年6月20日临川市第八届人大常委会第30次主任会议通过", articles("审查"))),
    ("jizhi", "江北五县人大常委会联席会议章程\n（2023年5月9日江北五县人大常委会第一次联席会议通过）\n一、总则\n（一）轮流承办。\n二、会议\n（一）每年一次。\n"),
    ("jizhi", "临川市、柳溪县、青岭县流域协同保护协议\n\n一、目标\n（一）共同保护。\n\n临川市人民政府\n柳溪县人民政府\n青岭县人民政府\n2024年3月8日\n"),
    ("", "临川市根治欠薪工作联席会议制度\n\n一、职责\n（一）统筹协调。\n临川市人民政府办公室\n2024年3月8日\n"),
    ("guifan", "临川市物业协同治理工作机制\n\n临府规〔2024〕8号\n\n一、职责\n（一）统筹协调。\n临川市人民政府\n2024年3月8日\n"),
    ("", "临川市信访局关于答复李某某信访事项的意见\n\n临信〔2024〕8号\n\n李某某：\n一、事项不成立。\n临川市信访局\n2024年3月8日\n"),
    ("", "《临川市停车场管理办法》解读\n\n一、起草背景\n（一）停车难。\n"),
    ("", "会议纪要\n\n一、会议听取汇报。\n"),
)  # fmt: skip
