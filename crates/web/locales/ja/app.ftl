### The members' app in Japanese.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = ドア
app-links = リンク
app-activity = 履歴
app-me = 自分
app-skip = 本文へ移動
app-main = メインメニュー
app-offline = オフラインです。ドアを開けるには通信が必要です。
app-lockdown = 封鎖中：{ $names }。遠隔では誰も開けられません。
app-whoever = 建物の管理人
app-optional = 任意
app-save = 保存
app-cancel = キャンセル

## Doors, and what came of a press

app-doors-none = まだドアがありません。建物の管理人が使えるようにできます。
app-share = 共有
app-find-door = ドアを探す
app-find-none = この名前のドアはありません。
app-not-wired = 未接続
app-never-seen = 応答なし
app-held-open = 開放中
app-onsite = 現地のみ
app-locked-for-all = 全員施錠中
app-state-until = { $state }（{ $time }まで）
app-ask-building = 建物の管理人にお問い合わせください。
app-use-card = ドアでカードまたはPINをお使いください。
app-too-often = 短い時間に多すぎます。{ $seconds }秒後にもう一度お試しください。
app-not-tried = 何も送信していません。少し待ってから、もう一度押してください。
app-nothing-waits = あとで送信されるものはありません。
app-signed-out =
    .title = サインアウトしました。
    .message = 何も開けていません。サインインしてから、もう一度押してください。

## Why a door stayed shut, in the list of what happened

app-why-revoked = リンクは取り消されたか、使えなくなっています。
app-why-not-yet = リンクの期間がまだ始まっていません。
app-why-expired = リンクの期間が終わりました。
app-why-used-up = リンクは使い切られました。
app-why-hours = この時間帯には開きません。
app-why-pin = PINが入力されませんでした。
app-why-device = 別の端末でした。
app-why-not-on-link = リンクはこのドアを開けません。
app-why-no-access = このドアへの権限がありません。
app-why-no-remote = このドアは遠隔では開きません。
app-why-locked = ドアは現在、全員に対して施錠されています。
app-why-onsite = ドアは現在、現地でのみ開きます。
app-why-lockdown = 建物は封鎖されています。
app-why-too-many = 短い時間に押した回数が多すぎます。
app-why-not-wired = このドアはまだ接続されていません。
app-why-offline = ドアに接続できません。
app-why-jammed = 錠が動きませんでした。
app-why-too-late = 押した操作の到着が遅すぎました。
app-why-unchecked = 確認できませんでした。

## Sharing

app-share-title = ゲスト用リンクを共有
app-share-none = 共有できるドアがありません。建物の管理人が許可できます。
app-to-doors = 自分のドアへ
app-from-template = テンプレートから
app-no-template = なし
app-template-choose = ここではテンプレートからリンクを作ります。選んでください。
app-template-missing = ここではテンプレートからリンクを作りますが、使えるものがまだありません。管理者に依頼してください。
app-at-most = 最大 { $bounds }
app-uses-count =
    { $count ->
       *[other] { $count }回
    }
app-more-doors = ほかのドア
app-cannot-share = もう共有できません
app-lost-door = もう権限のないドア
app-name = 短い説明
app-name-help = 自分用です（例：「美亜、週末」）。ゲストには見えません。
app-name-hint = 誰に、何のために
app-when = 日時
app-starts = 開始
app-now = 今すぐ
app-later = あとで
app-starts-on = 開始日時
app-at-once = 空欄なら今すぐ
app-ends = 終了
app-tonight = 今夜
app-sunday = 日曜日まで
app-custom = 指定
app-no-end = 終了なし
app-longest = { $length }（最長）
app-ends-on = 終了日時
app-ends-says = 終了：{ $time }
app-ends-never = 取り消すと終わります。
app-clock = 時刻は建物の時計によります：
app-clock-first = 最初に選んだドアのものです。
app-lasts-most = リンクの期間は最長{ $length }です。
app-minutes =
    { $count ->
       *[other] { $count }分
    }
app-hours =
    { $count ->
       *[other] { $count }時間
    }
app-days =
    { $count ->
       *[other] { $count }日
    }
app-weeks =
    { $count ->
       *[other] { $count }週間
    }
app-share-do = 共有する

## What else a link may carry

app-more = その他
app-more-hint = PIN、回数、受け渡し、到着
app-max-uses = 使用回数
app-uses-any = 空欄なら何回でも使えます。
app-pin-help = ゲストは端末ごとに一度入力します。リンクとは別の方法で伝えてください。再表示はできません。
app-pin-digits = 4〜8桁
app-pin-set = 設定済み。変更するには別のものを入力
app-pin-none = PINを求めない
app-share-on = ゲストがほかの人に渡せる
app-share-on-help = ゲストは自分のリンクを作れます（より少ないドア、より短い期間）。このリンクとともに終わります。
app-one-device = 最初の端末のみ
app-one-device-help = これで最初にドアを開けたスマートフォンだけが使えます。別の端末に変えることもできます。
app-page-language = ゲストのページの言語
app-guest-own = ゲストの言語
app-contact = ゲストのページの連絡先
app-contact-nobody = 自分の名前のみ
app-contact-maker = 自分の連絡先
app-contact-site = 建物の連絡先
app-arrivals = 到着を知らせる
app-first-use = 最初の使用
app-every-use = 毎回
app-never = 知らせない
app-notification = 通知
app-push-where = 通知をオンにした端末へ
app-push-nowhere = 先に「自分」でオンにしてください
app-mail = メール
app-mail-own = 自分のアドレスへ

## Handing a link out

app-ready = リンクができました。
app-again = このリンクをもう一度共有します。
app-how = 送る方法を選んでください
app-sheet = このスマートフォンのアプリで共有
app-sms = SMS
app-copy = リンクをコピー
app-copied = コピーしました
app-paste = Slackに貼り付けてください
app-keys = Ctrl Cを押してください
app-qr = QRコード
app-qr-help = ゲストがカメラで読み取ります。
app-address = ゲスト用リンク
app-what = 送信される内容
app-to-link = リンクへ
app-subject = { $organization }の鍵
app-invite = { $name }さんから{ $organization }の鍵が届きました。
app-invite-until = { $time }まで使えます。
app-invite-open = ドアの前でこのページを開き、ボタンを長押ししてください：{ $url }
app-send-title = Keylink から送る
app-send-to = 宛先
app-send-to-help = メールアドレス、国番号つきの電話番号（例：+81 90 1234 5678）、Slack ではチャンネルまたはメンバー。
app-send = 送る
app-sent = Keylink が送ったもの
app-delivery-queued = 送信中
app-delivery-sent = 送信済み
app-delivery-failed = 送られませんでした
app-delivery-unknown = 送られたかどうかわかりません
app-fail-address = 宛先が受け付けられませんでした。確かめてからもう一度送ってください。
app-fail-refused = メッセージが受け付けられませんでした。
app-fail-settings = 送信の設定が正しくありません。このサーバーの管理者に伝えてください。
app-fail-gave-up = 何時間も試みましたが、うまくいきませんでした。
app-fail-link = 送る前にリンクが終わったか、変わりました。

## One’s links

app-window-from = { $time }から
app-as-origin = 元のリンクと同じ
app-uses = 使用回数
app-uses-of = { $max }回中{ $uses }回
app-active = 有効
app-upcoming = 開始前
app-outside-hours = 時間外
app-expired = 期限切れ
app-used-up = 使用済み
app-opens-nothing = 何も開きません
app-revoked = 取り消し済み
app-over = 終了
app-is-revoked = このリンクは取り消され、もう何も開けません。
app-hollow-key = 今は何も開けません。共有する権限が有効ではありません。この建物の管理者に尋ねてください。
app-hollow-access = 何も開けません。このリンクのドアを共有することはもうできません。
app-hollow-doors = 何も開けません。ドアが取り除かれました。
app-hollow-origin = 何も開けません。元のリンクが終わりました。
app-typed = 入力した内容
app-share-again = コピーまたは再共有
app-more-time = 期間を延ばす
app-longer = あと{ $length }延ばす
app-change = このリンクを変更
app-also = そのほか
app-device-since = { $time }から、1台の端末でのみ開きます。
app-device-free = 別の端末を許可
app-branch-of = 受け渡し元：{ $name }
app-revoke = このリンクを取り消す
app-revoke-ask = 「{ $name }」を取り消しますか？
app-revoke-lead = 取り消すと二度と何も開けません。元に戻せません。
app-unused = まだ使われていません。
app-used =
    { $count ->
       *[other] { $count }回使われました。
    }
app-revoke-do = リンクを取り消す
app-history = これまでの出来事
app-share-door = ドアを共有
app-links-none = まだリンクがありません。リンクがあれば、ゲストはウェブページからドアを開けられます。アプリもアカウントも不要です。
app-older = 以前のものを表示
app-no-older = これより前のものはありません。
app-activity-none = まだ何もありません。自分で開けたもの、リンクで開けられたものがここに表示されます。

## What happened, in a few words

app-event-opened = 開きました
app-event-sent = 命令を送信
app-event-refused = 拒否
app-event-failed = 開きませんでした
app-event-unknown = 応答なし（開いた可能性あり）
app-event-late = 遅れて応答
app-event-made = リンクを作成
app-event-changed = リンクを変更
app-event-revoked = リンクを取り消し
app-event-rotated = リンクのアドレスを更新
app-event-copied = アドレスを再表示
app-event-passed-on = リンクを受け渡し
app-event-pin = PINの誤り
app-event-bound = リンクを1台の端末に限定
app-event-freed = リンクが別の端末を受け付け
app-event-delivered = リンクを送信
app-event-handed = リンクをアプリに渡した
app-event-handed-sheet = 端末の共有シートに渡した
app-event-handed-mail = メールアプリに渡した
app-event-handed-sms = SMSアプリに渡した
app-event-handed-whatsapp = WhatsAppに渡した
app-event-handed-slack = Slack用にリンクをコピー
app-event-handed-copy = 送るためにリンクをコピー
app-event-undelivered = リンクを送信できず
app-event-notice = 通知を届けられず
app-event-webhook = Webhook URLを変更
app-event-signed-in = サインイン
app-event-not-signed-in = サインイン失敗
app-event-account = アカウントを変更
app-event-access = 権限を変更
app-event-settings = 設定を変更

## Oneself, and the device

app-organization = 組織
app-zone = タイムゾーン
app-sign-in = サインイン方法
app-sign-in-help = パスキー、パスワード、ワンタイムコード
app-control = 管理センター
app-control-help = 同じアカウントをパソコンで
app-language = このアプリの言語
app-language-auto = ブラウザーの設定に従う
app-notifications = 通知
app-push-on = オン：各リンクの設定に応じて、ゲストの到着をこの端末に表示します。
app-push-off = オフ：ゲストが到着しても、この端末には何も表示しません。
app-push-turn-on = この端末でオンにする
app-push-turn-off = この端末でオフにする
app-push-scripts = 通知にはこのブラウザーのスクリプトが必要です。
app-push-unable = このブラウザーは通知を表示しません。iPhoneでは、先にアプリをホーム画面に追加してください。
app-push-denied = このブラウザーでは、このサイトの通知が禁止されています。設定で許可してから戻ってください。
app-push-failed = うまくいきませんでした。通信を確かめて、もう一度お試しください。
app-push-something = あなたのドアで何かがありました。
app-install = ホーム画面に追加
app-install-help = インストールすると、Keylinkはほかのアプリと同じように開きます。iPhone：「共有」から「ホーム画面に追加」。Android：ブラウザーのメニューから「アプリをインストール」または「ホーム画面に追加」。
app-install-now = 今すぐインストール
app-sign-out = サインアウト
app-description = 自分のドアを開け、リンクで共有します。
app-offline-lead = またはサーバーが応答していません。あとで開くものはありません。カード、PIN、鍵なら開くことがあります。
app-try-again = もう一度試す

## What was done, and what is wrong

app-done-saved = 保存しました。
app-done-nothing = 変更はありませんでした。
app-done-link-extended = リンクの期間を延ばしました。
app-done-link-revoked = リンクを取り消しました。もう何も開けません。
app-done-link-queued = 送信中です。結果は「Keylink が送ったもの」に出ます。
app-done-device-freed = リンクは別の端末を受け付けます。
app-trouble-not-found =
    .title = ここには何もありません
    .message = 削除されたか、アドレスが不完全です。
app-trouble-forbidden =
    .title = 許可されていません
    .message = 何も変更していません。組織の管理者にお問い合わせください。
app-trouble-unfit =
    .title = もう一致しません
    .message = 何も変更していません。ページを再読み込みして、今の状態を確かめてください。
app-trouble-too-often =
    .title = 短い時間に多すぎます
    .message = 1分待ってから、もう一度お試しください。
app-trouble-not-now =
    .title = うまくいきませんでした
    .message = 何も変更していません。少ししてからもう一度お試しください。
app-trouble-in-doubt =
    .title = まだ分かりません
    .message = 時間内に確認できませんでした。もう一度試す前に、実行されたか確かめてください。
app-wrong-name = 説明を120文字以内、1行で入力してください。
app-wrong-doors = 共有できるドアを1つ以上選んでください。
app-wrong-start = 終了より前の開始を選んでください。
app-wrong-start-new = これから来る、終了より前の開始を選ぶか、今すぐ始めてください。
app-wrong-end = 開始よりあとで、これから来る、上限内の終了を選んでください。
app-wrong-uses = 上限内で1以上の整数を入力してください。
app-wrong-pin = 4〜8桁の数字を入力してください。
app-wrong-arrivals = 知らせる方法を選ぶか、「知らせない」を選んでください。
app-wrong-template = このテンプレートはもう使えません。別のものを選んでください。
app-wrong-channel = 送り方を選んでください。
app-wrong-address = 宛先を確かめてください。入っていないか、正しくありません。何も送られていません。
app-wrong-other = うまくいきませんでした。今の状態を確かめて、もう一度お試しください。
