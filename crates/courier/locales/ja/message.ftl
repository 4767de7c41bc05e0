### What is written to guests, in Japanese. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $year }年{ $month }{ $day }日({ $weekday }) { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time =
    { $place ->
        [Amsterdam] アムステルダム
        [Athens] アテネ
        [Berlin] ベルリン
        [Brussels] ブリュッセル
        [Budapest] ブダペスト
        [Copenhagen] コペンハーゲン
        [Dublin] ダブリン
        [Helsinki] ヘルシンキ
        [Istanbul] イスタンブール
        [Lisbon] リスボン
        [Ljubljana] リュブリャナ
        [London] ロンドン
        [Madrid] マドリード
        [Oslo] オスロ
        [Paris] パリ
        [Prague] プラハ
        [Rome] ローマ
        [Seoul] ソウル
        [Shanghai] 上海
        [Singapore] シンガポール
        [Stockholm] ストックホルム
        [Taipei] 台北
        [Tokyo] 東京
        [Vienna] ウィーン
        [Warsaw] ワルシャワ
        [Zagreb] ザグレブ
        [Zurich] チューリッヒ
       *[other] { $city }
    }時間

weekday-1 = 月
weekday-2 = 火
weekday-3 = 水
weekday-4 = 木
weekday-5 = 金
weekday-6 = 土
weekday-7 = 日

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

subject = { $organization }のキーをお届けします
hello = こんにちは。
invited = { $sender }さんから{ $organization }のキーが届きました。
invited-by-nobody = { $organization }のキーをお届けします。
how-to = ドアの前に着いたら、スマートフォンでこのリンクを開いてください。ページのボタンを長押しすると解錠します。
open-key = キーを開く
scan = パソコンでお読みの場合は、このコードをスマートフォンで読み取ってください。
qr-alt = リンクのQRコード
from-until = { $from }から{ $until }まで使えます({ $zone })。
only-from = { $from }から使えます({ $zone })。
only-until = { $until }まで使えます({ $zone })。
always = 取り消されるまで使えます。
# What stands for the end of a key that has none: "until further notice".
no-end = 取り消される時
in-hours = 使える時間帯: { $hours }。
max-uses =
    { $count ->
       *[other] { $count }回解錠できます。
    }
after-first-use = 最初に使ってからしばらくすると終了します。終了時刻はページに表示されます。
care = このリンクを持つ人は誰でもドアを開けられます。ほかの人に転送しないでください。
ask = うまくいかないときは、{ $sender }さんにお尋ねください。
calendar-attached = カレンダー用に日時を添付しています。

## The calendar file

calendar-summary = { $organization }のキー
calendar-note = リンクはメールで届いています。カレンダーは共有されることが多いため、ここには記載していません。

## The text message

sms = { $sender }さんから{ $organization }のキーが届きました。{ $window } { $url }
sms-by-nobody = { $organization }のキーです。{ $window } { $url }

arrival-subject = { $link }：{ $door } が開きました
arrival = ゲストリンク「{ $link }」で { $door } が開きました：{ $when }（{ $zone }）。
arrival-page = ほかの記録はリンクのページにあります：
arrival-open = リンクを見る
arrival-care = リンクのページで通知を選ばれたため、お知らせしています。同じページで止めることもできます。
arrival-push = { $door } が開きました、{ $time }
