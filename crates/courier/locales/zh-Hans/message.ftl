### What is written to guests, in Simplified Chinese. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = zh zh-CN zh-SG zh-MY

## Dates and times, as on the guest page.

date-time = { $year }年{ $month }{ $day }日({ $weekday }) { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
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

## The mail

subject = { $organization }给您的钥匙
hello = 您好：
invited = { $sender }给您发来了{ $organization }的钥匙。
invited-by-nobody = 这是您在{ $organization }的钥匙。
how-to = 到门口后，请在手机上打开此链接。页面上有一个按钮，请按住它。
open-key = 打开钥匙
scan = 在电脑上阅读？请用手机扫描此二维码。
qr-alt = 链接的二维码
from-until = 有效期从 { $from } 到 { $until }（{ $zone }）。
only-from = 从 { $from } 起有效（{ $zone }）。
only-until = 有效期至 { $until }（{ $zone }）。
always = 在被收回之前一直有效。
# What stands for the end of a key that has none: "until further notice".
no-end = 另行通知
in-hours = 仅限以下时段：{ $hours }。
max-uses =
    { $count ->
       *[other] 可开门 { $count } 次。
    }
after-first-use = 首次使用后过一段时间即失效；页面会显示具体时间。
care = 任何持有此链接的人都能开门，请勿转发。
ask = 如有问题，请联系{ $sender }。
calendar-attached = 时间已作为附件，可加入您的日历。

## The calendar file

calendar-summary = { $organization }的钥匙
calendar-note = 链接已通过电子邮件发送；日历常会共享，因此这里不写出链接。

## The text message

sms = { $sender }给您发来了{ $organization }的钥匙。{ $window } { $url }
sms-by-nobody = 您在{ $organization }的钥匙。{ $window } { $url }

arrival-subject = { $link }：{ $door } 已打开
arrival = 访客链接“{ $link }”打开了 { $door }：{ $when }（{ $zone }）。
arrival-page = 其他记录见链接页面：
arrival-open = 查看链接
arrival-care = 您收到此通知，是因为您在链接页面选择了它；也可以在那里关闭。
arrival-push = 打开了 { $door }，{ $time }
