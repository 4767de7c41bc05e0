### The guest page in Chinese in traditional characters. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = 繁體中文
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = zh-TW zh-HK zh-MO

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $month }{ $day }日({ $weekday }) { $half ->
        [am] 上午
       *[pm] 下午
    }{ $hour12 }:{ $minute }
date-time-year = { $year }年{ $month }{ $day }日({ $weekday }) { $half ->
        [am] 上午
       *[pm] 下午
    }{ $hour12 }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
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
in-zone = { $time } ({ $zone })

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

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = 鑰匙連結
preview-description = 到門口後，請在手機上開啟

## The head of the page

someone = 傳送此連結的人
invited = { $maker }邀請了您
invited-by-nobody = 您的鑰匙連結
until = 有效期限至 { $time }
uses-left =
    { $count ->
       *[other] 還可開門 { $count } 次
    }
language = 語言

## A door

online = 連線中
offline = 離線
locked = 已上鎖
unlocked = 未上鎖
open = 已開啟
closed = 已關閉
note-offline = 目前無法連線到這扇門。您仍可以試試看。
note-held-open = 這扇門目前沒有上鎖：直接打開即可。

## The button

unlock = 開門
hold = 按住開門
holding = 請繼續按住…
opening = 正在開門…
press-again = 再按一次開門
hint = 請按住按鈕，直到填滿為止。
hint-keys = 請按住按鈕，或按兩次。

## What came of a press

opened =
    .title = 已打開。請推門。
    .message = { "" }
sent =
    .title = 已送出。
    .message = 這扇門無法回覆結果；請現在試著開門。
unknown =
    .title = 門沒有回應。
    .message = 請試著開門，然後再按一次，或聯絡{ $maker }。
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = 目前無法查驗。
    .message = 這次沒有送出任何指令。如果您之前按過，請試著開門。否則請稍後再按一次，或聯絡{ $maker }。
silent =
    .title = 您的手機沒有收到回應。
    .message = 請試著開門，然後再按一次。
phone-offline =
    .title = 您的手機已離線。
    .message = 開門需要網路連線。沒有送出任何指令。
back = 返回門的清單

## Before its time

not-yet =
    .title = 還不能開門
    .message = { $time } 起可以開門。
outside-hours =
    .title = 現在不在開放時段
    .message = { $time } 起可以再次開門。
outside-hours-ended =
    .title = 現在不在開放時段
    .message = 此連結沒有其他可用時段。請聯絡{ $maker }。
# $clock is a running clock such as 3:05:09.
countdown = 還有 { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
       *[other] 還有 { $count } 天
    }
wait-here = 到時按鈕會自動出現在這裡。

## After its time

ended-expired =
    .title = 此連結已過期
    .message = 有效時間已過。如果您仍需進入，請聯絡{ $maker }。
ended-revoked =
    .title = 此連結已撤回
    .message = 它無法再打開任何門。如果您仍需進入，請聯絡{ $maker }。
ended-used-up =
    .title = 此連結的次數已用完
    .message = 它已達到設定的開門次數。如果您仍需進入，請聯絡{ $maker }。
ended-withdrawn =
    .title = 此連結目前無法開門
    .message = 它已停用。如果您需要進入，請聯絡{ $maker }。
ended-doors-removed =
    .title = 此連結不再有任何門
    .message = 它所打開的門已被移除。如果您需要進入，請聯絡{ $maker }。

## Without a link, or without the house

not-found =
    .title = 我們找不到此連結
    .message = 請確認連結已完整複製，直到最後一個字元。如果沒錯，請聯絡{ $maker }取得新的連結。
too-many-tries =
    .title = 嘗試次數過多
    .message = 請等一分鐘，然後重新載入此頁面。有效的連結仍可使用。
trouble =
    .title = 發生問題
    .message = 無法產生頁面，也沒有打開任何門。請稍後重新載入，或聯絡{ $maker }。
trouble-reference = 聯絡時請告知編號 { $reference }。
reload = 重新載入

## The number, for phones without scripts

number-title = 請輸入這個數字
number-why = 它用來確認門口有人。一分鐘內有效。
number-label = 數字
number-wrong = 數字不對。這是一個新的數字。
number-send = 打開 { $door }

## Details

how-to-get-in = 如何進入
map = 地圖
ask = 聯絡{ $maker }
logged = 開門會記錄在大樓日誌中。

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = 未打開
    .message = 這裡沒有此連結。請確認是否完整複製，或聯絡{ $maker }取得新的連結。
refusal-no-gesture =
    .title = 未打開
    .message = 請按住按鈕直到填滿，讓我們確認門口有人。
refusal-link-revoked =
    .title = 未打開
    .message = 此連結已撤回。如需新的連結，請聯絡{ $maker }。
refusal-link-not-yet-valid =
    .title = 未打開
    .message = 您的時段尚未開始。如果您現在需要進入，請聯絡{ $maker }。
refusal-link-expired =
    .title = 未打開
    .message = 此連結的有效時間已過。如需新的連結，請聯絡{ $maker }。
refusal-link-used-up =
    .title = 未打開
    .message = 此連結已達到設定的開門次數。如需新的連結，請聯絡{ $maker }。
refusal-link-outside-hours =
    .title = 未打開
    .message = 此連結在這個時段無法開門。請在可用時段再來，或聯絡{ $maker }。
refusal-door-not-on-link =
    .title = 未打開
    .message = 此連結無法再打開這扇門。請聯絡{ $maker }。
refusal-cloud-key-inactive =
    .title = 未打開
    .message = 此連結已停用。如需新的連結，請聯絡{ $maker }。
refusal-user-inactive =
    .title = 未打開
    .message = 此連結已停用。請在大樓內索取新的連結。
refusal-no-access =
    .title = 未打開
    .message = 此連結無法再打開這扇門。請聯絡{ $maker }。
refusal-no-remote-unlock =
    .title = 未打開
    .message = 這扇門目前無法用連結打開。請聯絡{ $maker }。
refusal-access-outside-schedule =
    .title = 未打開
    .message = 這扇門在這個時段無法用連結打開。請稍後再來，或聯絡{ $maker }。
refusal-door-locked =
    .title = 未打開
    .message = 這扇門目前對所有人關閉。請聯絡{ $maker }。
refusal-door-onsite-only =
    .title = 未打開
    .message = 這扇門目前只能在現場用卡片、密碼或鑰匙打開。請聯絡{ $maker }。
refusal-site-lockdown =
    .title = 未打開
    .message = 大樓已封鎖，任何連結都無法打開。請聯絡{ $maker }。
refusal-too-many-presses =
    .title = 未打開
    .message = 短時間內按得太多次。請等一分鐘，然後再按一次。
refusal-door-not-wired =
    .title = 未打開
    .message = 這扇門尚未接上。請聯絡{ $maker }。
refusal-door-offline =
    .title = 未打開
    .message = 目前無法連線到這扇門。請一分鐘後再按一次，或聯絡{ $maker }。
refusal-door-jammed =
    .title = 未打開
    .message = 門鎖沒有動。請輕推門並再按一次，或聯絡{ $maker }。
refusal-too-late =
    .title = 未打開
    .message = 指令到達門的時間過長，因此沒有送出。請再按一次。
refusal-not-recorded =
    .title = 未打開
    .message = 無法查驗您的連結，因此沒有送出任何指令。請稍後再按一次，或聯絡{ $maker }。

## What a link asks for, and passing it on

passed-on = 由{ $maker }的客人轉給您
pin-title = 請輸入您的 PIN 碼
pin-lead = 它是透過此連結以外的方式告訴您的。如果沒有，請聯絡{ $maker }。
pin-send = 繼續
pin-wrong = PIN 碼不對。請再試一次。
pin-wait = 錯誤次數過多。請在 { $time } 之後再試，或聯絡{ $maker }。
other-device =
    .title = 此連結屬於另一台裝置
    .message = 它只能在最先使用它的裝置上、在同一瀏覽器中開門。請使用那台裝置，或聯絡{ $maker }解除綁定。
share-on = 轉給他人
share-lead = 為別人製作一個單獨的連結。它能打開的不會比您的多，隨您的連結一起結束，開門次數也計入您的連結。您可以隨時在這裡撤回。
share-name = 給誰？
share-doors = 哪些門？
share-from = 從
share-until = 到
share-window-help = 以大樓所在地的時間為準（{ $zone }）。留空則與您的連結相同。
share-uses = 多少次？
share-uses-help = 留空則與您的連結相同。
share-number = 請在此輸入 { $number }
share-number-why = 用來確認是人在送出。
share-make = 製作連結
share-wrong-name = 請寫一個不超過 120 個字元的名字，寫在一行內。
share-wrong-doors = 請至少選擇一扇門。
share-wrong-window = 請選擇先後有序、且在您的連結時間之內的時間。
share-wrong-uses = 請填寫一個數字，不超過您的連結剩餘的次數。
share-full = 此連結已無法再轉出。請先撤回一個，或聯絡{ $maker }。
share-given = 已轉給
share-made =
    .title = 給{ $name }的連結已準備好
    .message = 請現在傳送：它不會再次顯示。持有它的人可以開門。
share-address = 連結
share-withdraw = 撤回
share-withdraw-ask = 撤回給{ $name }的連結嗎？
share-withdrawn = 已撤回
call = 打電話
mail = 寫郵件
refusal-origin-withdrawn =
    .title = 未打開
    .message = 把此連結轉給您的客人已無法再轉出。請聯絡{ $maker }。
refusal-pin-needed =
    .title = 未打開
    .message = 此連結需要 PIN 碼。請重新載入頁面並輸入，或聯絡{ $maker }。
refusal-other-device =
    .title = 未打開
    .message = 此連結只能在最先使用它的裝置上開門。請使用那台裝置，或聯絡{ $maker }解除綁定。
refusal-device-unknown =
    .title = 未打開
    .message = 此連結需要辨識您的裝置，而您的瀏覽器不保存 Cookie。請允許後重新載入頁面，或聯絡{ $maker }。
