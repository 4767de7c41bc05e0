### What is written to guests, in Traditional Chinese. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = zh-TW zh-HK zh-MO

## Dates and times, as on the guest page.

date-time = { $year }年{ $month }{ $day }日({ $weekday }) { $half ->
        [am] 上午
       *[pm] 下午
    }{ $hour12 }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time =
    { $place ->
        [Amsterdam] 阿姆斯特丹
        [Athens] 雅典
        [Berlin] 柏林
        [Brussels] 布魯塞爾
        [Budapest] 布達佩斯
        [Copenhagen] 哥本哈根
        [Dublin] 都柏林
        [Helsinki] 赫爾辛基
        [Hong_Kong] 香港
        [Istanbul] 伊斯坦堡
        [Lisbon] 里斯本
        [Ljubljana] 盧比安納
        [London] 倫敦
        [Macau] 澳門
        [Madrid] 馬德里
        [Oslo] 奧斯陸
        [Paris] 巴黎
        [Prague] 布拉格
        [Rome] 羅馬
        [Seoul] 首爾
        [Shanghai] 上海
        [Singapore] 新加坡
        [Stockholm] 斯德哥爾摩
        [Taipei] 台北
        [Tokyo] 東京
        [Vienna] 維也納
        [Warsaw] 華沙
        [Zagreb] 札格瑞布
        [Zurich] 蘇黎世
       *[other] { $city }
    }時間

weekday-1 = 週一
weekday-2 = 週二
weekday-3 = 週三
weekday-4 = 週四
weekday-5 = 週五
weekday-6 = 週六
weekday-7 = 週日

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

subject = { $organization }給您的鑰匙
hello = 您好：
invited = { $sender }傳送了{ $organization }的鑰匙給您。
invited-by-nobody = 這是您在{ $organization }的鑰匙。
how-to = 到門口後，請在手機上開啟此連結。頁面上有一個按鈕，請按住它。
open-key = 開啟鑰匙
scan = 在電腦上閱讀嗎？請用手機掃描此 QR 碼。
qr-alt = 連結的 QR 碼
from-until = 有效期間從 { $from } 到 { $until }（{ $zone }）。
only-from = 從 { $from } 起有效（{ $zone }）。
only-until = 有效期限至 { $until }（{ $zone }）。
always = 在收回之前一直有效。
# What stands for the end of a key that has none: "until further notice".
no-end = 另行通知
in-hours = 僅限以下時段：{ $hours }。
max-uses =
    { $count ->
       *[other] 可開門 { $count } 次。
    }
after-first-use = 首次使用後過一段時間即失效；頁面會顯示確切時間。
care = 任何持有此連結的人都能開門，請勿轉傳。
ask = 如有問題，請聯絡{ $sender }。
calendar-attached = 時間已作為附件，可加入您的行事曆。

## The calendar file

calendar-summary = { $organization }的鑰匙
calendar-note = 連結已透過電子郵件傳送；行事曆常會共用，因此這裡不寫出連結。

## The text message

sms = { $sender }傳送了{ $organization }的鑰匙給您。{ $window } { $url }
sms-by-nobody = 您在{ $organization }的鑰匙。{ $window } { $url }

arrival-subject = { $link }：{ $door } 已打開
arrival = 訪客連結「{ $link }」打開了 { $door }：{ $when }（{ $zone }）。
arrival-page = 其他紀錄請見連結頁面：
arrival-open = 查看連結
arrival-care = 您收到此通知，是因為您在連結頁面選擇了它；也可以在那裡關閉。
arrival-push = 打開了 { $door }，{ $time }
