### The guest page in Japanese. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = 日本語
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

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
in-zone = { $time } ({ $zone })

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

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = キーリンク
preview-description = ドアの前に着いたら、スマートフォンで開いてください

## The head of the page

someone = このリンクの送り主
invited = { $maker }さんからの招待
invited-by-nobody = あなたのキーリンク
until = { $time }まで
uses-left =
    { $count ->
       *[other] あと{ $count }回開けられます
    }
language = 言語

## A door

online = オンライン
offline = オフライン
locked = 施錠中
unlocked = 解錠中
open = 開いています
closed = 閉まっています
note-offline = 現在、ドアと通信できません。それでもお試しいただけます。
note-held-open = このドアは現在、鍵がかかっていません。そのまま開けてください。

## The button

unlock = 開ける
hold = 長押しで解錠
holding = そのまま押し続けて…
opening = 解錠しています…
press-again = もう一度押すと解錠
hint = ボタンがいっぱいになるまで押し続けてください。
hint-keys = ボタンを押し続けるか、2回押してください。

## What came of a press

opened =
    .title = 開きました。ドアを押してください。
    .message = { "" }
sent =
    .title = 送信しました。
    .message = このドアは結果を返せません。今、開くかどうかお試しください。
unknown =
    .title = ドアから応答がありませんでした。
    .message = ドアが開くか確かめてから、もう一度押すか、{ $maker }さんにお問い合わせください。
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = 現在、確認できません。
    .message = 今回は何も送信していません。前にも押した場合は、ドアが開くか確かめてください。そうでなければ、少し待ってもう一度押すか、{ $maker }さんにお問い合わせください。
silent =
    .title = スマートフォンに応答が届きませんでした。
    .message = ドアが開くか確かめてから、もう一度押してください。
phone-offline =
    .title = スマートフォンがオフラインです。
    .message = ドアを開けるには通信が必要です。何も送信していません。
back = ドアの一覧に戻る

## Before its time

not-yet =
    .title = まだ開けられません
    .message = { $time } から開けられます。
outside-hours =
    .title = 今は時間外です
    .message = { $time } から再び開けられます。
outside-hours-ended =
    .title = 今は時間外です
    .message = このリンクで開けられる時間はもうありません。{ $maker }さんにお問い合わせください。
# $clock is a running clock such as 3:05:09.
countdown = あと { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
       *[other] あと{ $count }日
    }
wait-here = 時間になると、ここにボタンが表示されます。

## After its time

ended-expired =
    .title = このリンクは終了しました
    .message = 有効期間が過ぎました。まだ入る必要がある場合は、{ $maker }さんにお問い合わせください。
ended-revoked =
    .title = このリンクは取り消されました
    .message = もう何も開けられません。まだ入る必要がある場合は、{ $maker }さんにお問い合わせください。
ended-used-up =
    .title = このリンクは使い切りました
    .message = 決められた回数だけ開けました。まだ入る必要がある場合は、{ $maker }さんにお問い合わせください。
ended-withdrawn =
    .title = このリンクは現在使えません
    .message = 利用できない状態です。入る必要がある場合は、{ $maker }さんにお問い合わせください。
ended-doors-removed =
    .title = このリンクで開けられるドアはもうありません
    .message = 対象のドアは削除されました。入る必要がある場合は、{ $maker }さんにお問い合わせください。

## Without a link, or without the house

not-found =
    .title = このリンクは見つかりません
    .message = 最後の1文字まで正しくコピーされているか確かめてください。正しい場合は、新しいリンクについて{ $maker }さんにお問い合わせください。
too-many-tries =
    .title = 試行回数が多すぎます
    .message = 1分待ってから、このページを再読み込みしてください。有効なリンクはそのまま使えます。
trouble =
    .title = 問題が発生しました
    .message = ページを作成できませんでした。何も開けていません。少し待って再読み込みするか、{ $maker }さんにお問い合わせください。
trouble-reference = お問い合わせの際は、{ $reference } とお伝えください。
reload = 再読み込み

## The number, for phones without scripts

number-title = この数字を入力してください
number-why = ドアの前に人がいることを確かめるためです。1分間有効です。
number-label = 数字
number-wrong = 数字が違います。新しい数字はこちらです。
number-send = { $door }を開ける

## Details

how-to-get-in = 入り方
map = 地図
ask = { $maker }さんに聞く
logged = 解錠は建物の記録に残ります。

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = 開きませんでした
    .message = このリンクは登録されていません。正しくコピーされているか確かめるか、{ $maker }さんに新しいリンクをお問い合わせください。
refusal-no-gesture =
    .title = 開きませんでした
    .message = ドアの前に人がいることを確かめるため、ボタンがいっぱいになるまで押し続けてください。
refusal-link-revoked =
    .title = 開きませんでした
    .message = このリンクは取り消されました。新しいリンクについては、{ $maker }さんにお問い合わせください。
refusal-link-not-yet-valid =
    .title = 開きませんでした
    .message = まだ利用時間になっていません。今入る必要がある場合は、{ $maker }さんにお問い合わせください。
refusal-link-expired =
    .title = 開きませんでした
    .message = このリンクの有効期間は過ぎました。新しいリンクについては、{ $maker }さんにお問い合わせください。
refusal-link-used-up =
    .title = 開きませんでした
    .message = このリンクは決められた回数だけ開けました。新しいリンクについては、{ $maker }さんにお問い合わせください。
refusal-link-outside-hours =
    .title = 開きませんでした
    .message = このリンクは今の時間は使えません。利用時間内にもう一度お試しいただくか、{ $maker }さんにお問い合わせください。
refusal-door-not-on-link =
    .title = 開きませんでした
    .message = このリンクでは、もうこのドアを開けられません。{ $maker }さんにお問い合わせください。
refusal-cloud-key-inactive =
    .title = 開きませんでした
    .message = このリンクは利用できない状態です。新しいリンクについては、{ $maker }さんにお問い合わせください。
refusal-user-inactive =
    .title = 開きませんでした
    .message = このリンクは利用できない状態です。新しいリンクについては、建物でお尋ねください。
refusal-no-access =
    .title = 開きませんでした
    .message = このリンクでは、もうこのドアを開けられません。{ $maker }さんにお問い合わせください。
refusal-no-remote-unlock =
    .title = 開きませんでした
    .message = このドアは現在、リンクでは開けられません。{ $maker }さんにお問い合わせください。
refusal-access-outside-schedule =
    .title = 開きませんでした
    .message = このドアは今の時間、リンクでは開けられません。後でもう一度お試しいただくか、{ $maker }さんにお問い合わせください。
refusal-door-locked =
    .title = 開きませんでした
    .message = このドアは現在、誰も通れません。{ $maker }さんにお問い合わせください。
refusal-door-onsite-only =
    .title = 開きませんでした
    .message = このドアは現在、その場でカード、暗証番号または鍵を使った場合にだけ開きます。{ $maker }さんにお問い合わせください。
refusal-site-lockdown =
    .title = 開きませんでした
    .message = 建物は封鎖中で、どのリンクでも開けられません。{ $maker }さんにお問い合わせください。
refusal-too-many-presses =
    .title = 開きませんでした
    .message = 短い時間に押した回数が多すぎます。1分待ってから、もう一度押してください。
refusal-door-not-wired =
    .title = 開きませんでした
    .message = このドアはまだ接続されていません。{ $maker }さんにお問い合わせください。
refusal-door-offline =
    .title = 開きませんでした
    .message = 現在、ドアと通信できません。1分後にもう一度押すか、{ $maker }さんにお問い合わせください。
refusal-door-jammed =
    .title = 開きませんでした
    .message = 錠が動きませんでした。ドアを軽く押しながらもう一度押すか、{ $maker }さんにお問い合わせください。
refusal-too-late =
    .title = 開きませんでした
    .message = ドアに届くまでに時間がかかりすぎたため、何も送信していません。もう一度押してください。
refusal-not-recorded =
    .title = 開きませんでした
    .message = リンクを確認できなかったため、何も送信していません。少し待ってもう一度押すか、{ $maker }さんにお問い合わせください。

## What a link asks for, and passing it on

passed-on = { $maker }さんのゲストから渡されました
pin-title = PINを入力してください
pin-lead = このリンクとは別の方法で伝えられています。まだの場合は、{ $maker }さんにお問い合わせください。
pin-send = 次へ
pin-wrong = PINが違います。もう一度入力してください。
pin-wait = 間違いが続きました。{ $time }以降にもう一度試すか、{ $maker }さんにお問い合わせください。
other-device =
    .title = このリンクは別の端末のものです
    .message = 最初に使った端末の同じブラウザーでのみ開けられます。その端末を使うか、解除について{ $maker }さんにお問い合わせください。
share-on = ほかの人に渡す
share-lead = ほかの人のために別のリンクを作ります。あなたのリンクより多くは開けられず、あなたのリンクとともに終わり、開けた回数はあなたのリンクにも数えられます。ここでいつでも取り消せます。
share-name = 誰のためですか？
share-doors = どのドアですか？
share-from = 開始
share-until = 終了
share-window-help = 建物の時計に従います（{ $zone }）。空欄なら、あなたのリンクと同じです。
share-uses = 何回ですか？
share-uses-help = 空欄なら、あなたのリンクと同じです。
share-number = ここに{ $number }と入力してください
share-number-why = 人が送信していることを確かめるためです。
share-make = リンクを作る
share-wrong-name = 名前を120文字以内、1行で入力してください。
share-wrong-doors = ドアを1つ以上選んでください。
share-wrong-window = あなたのリンクの時間内で、順になる時刻を選んでください。
share-wrong-uses = あなたのリンクの残り回数以内の数を入力してください。
share-full = このリンクはこれ以上渡せません。先に1つ取り消すか、{ $maker }さんにお問い合わせください。
share-given = 渡したリンク
share-made =
    .title = { $name }さんのリンクができました
    .message = 今送ってください。もう一度は表示されません。持っている人はドアを開けられます。
share-address = リンク
share-withdraw = 取り消す
share-withdraw-ask = { $name }さんのリンクを取り消しますか？
share-withdrawn = 取り消し済み
call = 電話する
mail = メールを送る
refusal-origin-withdrawn =
    .title = 開きませんでした
    .message = このリンクを渡したゲストは、もう渡せなくなっています。{ $maker }さんにお問い合わせください。
refusal-pin-needed =
    .title = 開きませんでした
    .message = このリンクにはPINが必要です。ページを再読み込みして入力するか、{ $maker }さんにお問い合わせください。
refusal-other-device =
    .title = 開きませんでした
    .message = このリンクは最初に使った端末でのみ開けられます。その端末を使うか、解除について{ $maker }さんにお問い合わせください。
refusal-device-unknown =
    .title = 開きませんでした
    .message = このリンクは端末を見分ける必要がありますが、ブラウザーがCookieを保存しません。許可してページを再読み込みするか、{ $maker }さんにお問い合わせください。
