### The guest page in Chinese in simplified characters. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = 简体中文
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = zh zh-CN zh-SG zh-MY

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $month }{ $day }日({ $weekday }) { $hour }:{ $minute }
date-time-year = { $year }年{ $month }{ $day }日({ $weekday }) { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time =
    { $place ->
        [Amsterdam] 阿姆斯特丹
        [Athens] 雅典
        [Berlin] 柏林
        [Brussels] 布鲁塞尔
        [Budapest] 布达佩斯
        [Copenhagen] 哥本哈根
        [Dublin] 都柏林
        [Helsinki] 赫尔辛基
        [Hong_Kong] 香港
        [Istanbul] 伊斯坦布尔
        [Lisbon] 里斯本
        [Ljubljana] 卢布尔雅那
        [London] 伦敦
        [Madrid] 马德里
        [Oslo] 奥斯陆
        [Paris] 巴黎
        [Prague] 布拉格
        [Rome] 罗马
        [Seoul] 首尔
        [Shanghai] 上海
        [Singapore] 新加坡
        [Stockholm] 斯德哥尔摩
        [Taipei] 台北
        [Tokyo] 东京
        [Vienna] 维也纳
        [Warsaw] 华沙
        [Zagreb] 萨格勒布
        [Zurich] 苏黎世
       *[other] { $city }
    }时间
in-zone = { $time } ({ $zone })

weekday-1 = 周一
weekday-2 = 周二
weekday-3 = 周三
weekday-4 = 周四
weekday-5 = 周五
weekday-6 = 周六
weekday-7 = 周日

month-1 = 1月
month-2 = 2月
month-3 = 3月
month-4 = 4月
month-5 = 5月
month-6 = 6月
month-7 = 7月
month-8 = 8月
month-9 = 9月
month-10 = 10月
month-11 = 11月
month-12 = 12月

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = 钥匙链接
preview-description = 到门口后，请在手机上打开

## The head of the page

someone = 发送此链接的人
invited = { $maker }邀请了您
invited-by-nobody = 您的钥匙链接
until = 有效期至 { $time }
uses-left =
    { $count ->
       *[other] 还可开门 { $count } 次
    }
language = 语言

## A door

online = 在线
offline = 离线
locked = 已上锁
unlocked = 未上锁
open = 已打开
closed = 已关闭
note-offline = 目前无法连接到这扇门。您仍可以试一试。
note-held-open = 这扇门目前没有上锁：直接打开即可。

## The button

unlock = 开门
hold = 按住开门
holding = 请继续按住…
opening = 正在开门…
press-again = 再按一次开门
hint = 请按住按钮，直到填满为止。
hint-keys = 请按住按钮，或按两次。

## What came of a press

opened =
    .title = 已打开。请推门。
    .message = { "" }
sent =
    .title = 已发送。
    .message = 这扇门无法回复结果；请现在试着开门。
unknown =
    .title = 门没有回应。
    .message = 请试着开门，然后再按一次，或联系{ $maker }。
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = 目前无法核实。
    .message = 这次没有发送任何指令。如果您之前按过，请试着开门。否则请稍后再按一次，或联系{ $maker }。
silent =
    .title = 您的手机没有收到回应。
    .message = 请试着开门，然后再按一次。
phone-offline =
    .title = 您的手机已离线。
    .message = 开门需要网络连接。没有发送任何指令。
back = 返回门的列表

## Before its time

not-yet =
    .title = 还不能开门
    .message = { $time } 起可以开门。
outside-hours =
    .title = 现在不在开放时段
    .message = { $time } 起可以再次开门。
outside-hours-ended =
    .title = 现在不在开放时段
    .message = 此链接没有其他可用时段。请联系{ $maker }。
# $clock is a running clock such as 3:05:09.
countdown = 还有 { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
       *[other] 还有 { $count } 天
    }
wait-here = 到时按钮会自动出现在这里。

## After its time

ended-expired =
    .title = 此链接已过期
    .message = 有效时间已过。如果您仍需进入，请联系{ $maker }。
ended-revoked =
    .title = 此链接已撤回
    .message = 它不能再打开任何门。如果您仍需进入，请联系{ $maker }。
ended-used-up =
    .title = 此链接的次数已用完
    .message = 它已达到设定的开门次数。如果您仍需进入，请联系{ $maker }。
ended-withdrawn =
    .title = 此链接目前不能开门
    .message = 它已停用。如果您需要进入，请联系{ $maker }。
ended-doors-removed =
    .title = 此链接不再有任何门
    .message = 它所打开的门已被移除。如果您需要进入，请联系{ $maker }。

## Without a link, or without the house

not-found =
    .title = 我们找不到此链接
    .message = 请检查链接是否完整复制，直到最后一个字符。如果没错，请联系{ $maker }获取新的链接。
too-many-tries =
    .title = 尝试次数过多
    .message = 请等一分钟，然后重新加载此页面。有效的链接仍可使用。
trouble =
    .title = 出了点问题
    .message = 无法生成页面，也没有打开任何门。请稍后重新加载，或联系{ $maker }。
trouble-reference = 联系时请说明编号 { $reference }。
reload = 重新加载

## The number, for phones without scripts

number-title = 请输入这个数字
number-why = 它用来确认门口有人。一分钟内有效。
number-label = 数字
number-wrong = 数字不对。这是一个新的数字。
number-send = 打开 { $door }

## Details

how-to-get-in = 如何进入
map = 地图
ask = 联系{ $maker }
logged = 开门会记录在楼宇日志中。

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = 未打开
    .message = 这里没有此链接。请检查是否完整复制，或联系{ $maker }获取新的链接。
refusal-no-gesture =
    .title = 未打开
    .message = 请按住按钮直到填满，以便我们确认门口有人。
refusal-link-revoked =
    .title = 未打开
    .message = 此链接已撤回。如需新的链接，请联系{ $maker }。
refusal-link-not-yet-valid =
    .title = 未打开
    .message = 您的时段尚未开始。如果您现在需要进入，请联系{ $maker }。
refusal-link-expired =
    .title = 未打开
    .message = 此链接的有效时间已过。如需新的链接，请联系{ $maker }。
refusal-link-used-up =
    .title = 未打开
    .message = 此链接已达到设定的开门次数。如需新的链接，请联系{ $maker }。
refusal-link-outside-hours =
    .title = 未打开
    .message = 此链接在这个时段不能开门。请在可用时段再来，或联系{ $maker }。
refusal-door-not-on-link =
    .title = 未打开
    .message = 此链接不能再打开这扇门。请联系{ $maker }。
refusal-cloud-key-inactive =
    .title = 未打开
    .message = 此链接已停用。如需新的链接，请联系{ $maker }。
refusal-user-inactive =
    .title = 未打开
    .message = 此链接已停用。请在楼内索取新的链接。
refusal-no-access =
    .title = 未打开
    .message = 此链接不能再打开这扇门。请联系{ $maker }。
refusal-no-remote-unlock =
    .title = 未打开
    .message = 这扇门目前不能用链接打开。请联系{ $maker }。
refusal-access-outside-schedule =
    .title = 未打开
    .message = 这扇门在这个时段不能用链接打开。请稍后再来，或联系{ $maker }。
refusal-door-locked =
    .title = 未打开
    .message = 这扇门目前对所有人关闭。请联系{ $maker }。
refusal-door-onsite-only =
    .title = 未打开
    .message = 这扇门目前只能在现场用卡、密码或钥匙打开。请联系{ $maker }。
refusal-site-lockdown =
    .title = 未打开
    .message = 大楼已封锁，任何链接都不能打开。请联系{ $maker }。
refusal-too-many-presses =
    .title = 未打开
    .message = 短时间内按得太多。请等一分钟，然后再按一次。
refusal-door-not-wired =
    .title = 未打开
    .message = 这扇门尚未接入。请联系{ $maker }。
refusal-door-offline =
    .title = 未打开
    .message = 目前无法连接到这扇门。请一分钟后再按一次，或联系{ $maker }。
refusal-door-jammed =
    .title = 未打开
    .message = 门锁没有动。请轻推门并再按一次，或联系{ $maker }。
refusal-too-late =
    .title = 未打开
    .message = 指令到达门的时间过长，因此没有发送。请再按一次。
refusal-not-recorded =
    .title = 未打开
    .message = 无法核实您的链接，因此没有发送任何指令。请稍后再按一次，或联系{ $maker }。

## What a link asks for, and passing it on

passed-on = 由{ $maker }的客人转给您
pin-title = 请输入您的 PIN 码
pin-lead = 它是通过此链接以外的方式告诉您的。如果没有，请联系{ $maker }。
pin-send = 继续
pin-wrong = PIN 码不对。请再试一次。
pin-wait = 错误次数过多。请在 { $time } 之后再试，或联系{ $maker }。
other-device =
    .title = 此链接属于另一台设备
    .message = 它只能在最先使用它的设备上、在同一浏览器中开门。请使用那台设备，或联系{ $maker }解除绑定。
share-on = 转给他人
share-lead = 为别人制作一个单独的链接。它能打开的不会比您的多，随您的链接一起结束，开门次数也计入您的链接。您可以随时在这里撤回。
share-name = 给谁？
share-doors = 哪些门？
share-from = 从
share-until = 到
share-window-help = 以楼宇所在地的时间为准（{ $zone }）。留空则与您的链接相同。
share-uses = 多少次？
share-uses-help = 留空则与您的链接相同。
share-number = 请在此输入 { $number }
share-number-why = 用来确认是人在提交。
share-make = 制作链接
share-wrong-name = 请写一个不超过 120 个字符的名字，写在一行内。
share-wrong-doors = 请至少选择一扇门。
share-wrong-window = 请选择先后有序、且在您的链接时间之内的时间。
share-wrong-uses = 请填写一个数字，不超过您的链接剩余的次数。
share-full = 此链接已不能再转出。请先撤回一个，或联系{ $maker }。
share-given = 已转给
share-made =
    .title = 给{ $name }的链接已准备好
    .message = 请现在发送：它不会再次显示。持有它的人可以开门。
share-address = 链接
share-withdraw = 撤回
share-withdraw-ask = 撤回给{ $name }的链接吗？
share-withdrawn = 已撤回
call = 打电话
mail = 写邮件
refusal-origin-withdrawn =
    .title = 未打开
    .message = 把此链接转给您的客人已不能再转出。请联系{ $maker }。
refusal-pin-needed =
    .title = 未打开
    .message = 此链接需要 PIN 码。请重新加载页面并输入，或联系{ $maker }。
refusal-other-device =
    .title = 未打开
    .message = 此链接只能在最先使用它的设备上开门。请使用那台设备，或联系{ $maker }解除绑定。
refusal-device-unknown =
    .title = 未打开
    .message = 此链接需要识别您的设备，而您的浏览器不保存 Cookie。请允许后重新加载页面，或联系{ $maker }。
