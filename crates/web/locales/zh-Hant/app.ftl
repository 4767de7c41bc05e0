### The members' app in Chinese (traditional).
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = 門
app-links = 連結
app-activity = 動態
app-me = 我
app-skip = 跳到內容
app-main = 主選單
app-offline = 您已離線。只有連線時才能開門。
app-lockdown = 封鎖：{ $names }。任何人都無法在那裡遠端開門。
app-whoever = 大樓管理員
app-optional = 選填
app-save = 儲存
app-cancel = 取消

## Doors, and what came of a press

app-doors-none = 您還沒有門。大樓管理員可以為您授權。
app-share = 分享
app-find-door = 尋找門
app-find-none = 沒有這個名稱的門。
app-not-wired = 未接上
app-never-seen = 從未連絡
app-held-open = 保持開啟
app-onsite = 僅限現場
app-locked-for-all = 對所有人上鎖
app-state-until = { $state }，至{ $time }
app-ask-building = 請聯絡大樓管理員。
app-use-card = 請在門口使用您的卡片或 PIN。
app-too-often = 短時間內過於頻繁。請在 { $seconds } 秒後再試。
app-not-tried = 沒有送出任何內容。請稍候，然後再按一次。
app-nothing-waits = 不會有任何內容留待稍後送出。
app-signed-out =
    .title = 您已登出。
    .message = 沒有打開任何門。請登入，然後再按一次。

## Why a door stayed shut, in the list of what happened

app-why-revoked = 連結已撤銷或已停用。
app-why-not-yet = 連結的時間尚未開始。
app-why-expired = 連結的時間已結束。
app-why-used-up = 連結次數已用完。
app-why-hours = 這個時段不能打開。
app-why-pin = 沒有輸入 PIN。
app-why-device = 使用的是另一部裝置。
app-why-not-on-link = 連結不能打開這扇門。
app-why-no-access = 沒有這扇門的權限。
app-why-no-remote = 這扇門不能遠端打開。
app-why-locked = 這扇門目前對所有人上鎖。
app-why-onsite = 這扇門目前只能在現場打開。
app-why-lockdown = 大樓已封鎖。
app-why-too-many = 短時間內按得過多。
app-why-not-wired = 這扇門尚未接上。
app-why-offline = 無法連線到門。
app-why-jammed = 門鎖沒有動作。
app-why-too-late = 按鍵送達太晚。
app-why-unchecked = 無法確認。

## Sharing

app-share-title = 分享訪客連結
app-share-none = 沒有您可以分享的門。大樓管理員可以允許您分享。
app-to-doors = 前往您的門
app-from-template = 從範本
app-no-template = 無
app-template-choose = 這裡的連結由範本建立。請選擇一個。
app-template-missing = 這裡的連結由範本建立，但還沒有供您使用的範本。請向管理員申請。
app-at-most = 最多 { $bounds }
app-uses-count =
    { $count ->
       *[other] { $count } 次
    }
app-more-doors = 更多門
app-cannot-share = 已不能分享
app-lost-door = 您已無權使用的門
app-name = 簡短說明
app-name-help = 供您自己查看，例如「小美，週末」。訪客看不到。
app-name-hint = 給誰，做什麼
app-when = 時間
app-starts = 開始
app-now = 現在
app-later = 稍後
app-starts-on = 開始於
app-at-once = 留空則立即
app-ends = 結束
app-tonight = 今晚
app-sunday = 至週日
app-custom = 自訂
app-no-end = 不結束
app-longest = { $length }，最長
app-ends-on = 結束於
app-ends-says = 結束：{ $time }
app-ends-never = 您撤銷時結束。
app-clock = 時間以大樓時鐘為準：
app-clock-first = 以您選擇的第一扇門為準。
app-lasts-most = 連結最長{ $length }。
app-minutes =
    { $count ->
       *[other] { $count } 分鐘
    }
app-hours =
    { $count ->
       *[other] { $count } 小時
    }
app-days =
    { $count ->
       *[other] { $count } 天
    }
app-weeks =
    { $count ->
       *[other] { $count } 週
    }
app-share-do = 分享權限

## What else a link may carry

app-more = 更多
app-more-hint = PIN、次數、轉交、抵達
app-max-uses = 使用次數
app-uses-any = 留空表示不限次數。
app-pin-help = 訪客在每部裝置上輸入一次。請用連結以外的方式告知。之後不再顯示。
app-pin-digits = 4 到 8 位數字
app-pin-set = 已設定；輸入新的即可變更
app-pin-none = 不再要求 PIN
app-share-on = 訪客可以轉交
app-share-on-help = 訪客可以據此建立自己的連結：更少的門、更短的時間。它們隨此連結一起結束。
app-one-device = 僅限第一部裝置
app-one-device-help = 第一支用它開門的手機之後是唯一可用的手機。您可以允許換另一支。
app-page-language = 訪客頁面的語言
app-guest-own = 訪客自己的語言
app-contact = 訪客頁面上的聯絡方式
app-contact-nobody = 僅您的姓名
app-contact-maker = 您的聯絡方式
app-contact-site = 大樓的聯絡方式
app-arrivals = 訪客抵達時通知我
app-first-use = 首次使用
app-every-use = 每次使用
app-never = 從不
app-notification = 通知
app-push-where = 傳到您已開啟通知的裝置
app-push-nowhere = 請先在「我」中開啟
app-mail = 電子郵件
app-mail-own = 寄到您自己的地址

## Handing a link out

app-ready = 連結已就緒。
app-again = 再次分享此連結。
app-how = 選擇傳送方式
app-sheet = 用這支手機的應用程式分享
app-sms = 簡訊
app-copy = 複製連結
app-copied = 已複製
app-paste = 現在貼到 Slack
app-keys = 請按 Ctrl C
app-qr = QR 碼
app-qr-help = 訪客用相機掃描。
app-address = 訪客連結
app-what = 傳送的內容
app-to-link = 前往連結
app-subject = 您的 { $organization } 鑰匙
app-invite = { $name } 傳給您一把 { $organization } 的鑰匙。
app-invite-until = 有效期限至{ $time }。
app-invite-open = 請在門口開啟此頁面並按住按鈕：{ $url }
app-send-title = 由 Keylink 傳送
app-send-to = 收件人
app-send-to-help = 電子郵件地址；含國碼的電話號碼，例如 +886 912 345 678；在 Slack 中為頻道或成員。
app-send = 傳送
app-sent = Keylink 傳送的內容
app-delivery-queued = 傳送中
app-delivery-sent = 已傳送
app-delivery-failed = 未傳送
app-delivery-unknown = 不知道是否已送出
app-fail-address = 地址未被接受。請檢查後重新傳送。
app-fail-refused = 訊息未被接受。
app-fail-settings = 這裡的傳送設定不正確。請告知管理此伺服器的人。
app-fail-gave-up = 已嘗試數小時，未能成功。
app-fail-link = 連結在傳送前已結束或已變更。

## One’s links

app-window-from = 從{ $time }起
app-as-origin = 與其來源連結相同
app-uses = 使用
app-uses-of = { $uses } / { $max }
app-active = 有效
app-upcoming = 未開始
app-outside-hours = 不在時段內
app-expired = 已過期
app-used-up = 已用完
app-opens-nothing = 打不開任何門
app-revoked = 已撤銷
app-over = 已結束
app-is-revoked = 此連結已撤銷，不再打開任何門。
app-hollow-key = 它現在打不開任何門：您的分享權限無效。請詢問管理這棟樓的人。
app-hollow-access = 它打不開任何門：您不能再分享它的門。
app-hollow-doors = 它打不開任何門：它的門已被移除。
app-hollow-origin = 它打不開任何門：它的來源連結已結束。
app-typed = 您輸入的內容
app-share-again = 複製或再次分享
app-more-time = 延長時間
app-longer = 再加{ $length }
app-change = 變更此連結
app-also = 另外
app-device-since = 自{ $time }起只在一部裝置上可用。
app-device-free = 允許另一部裝置
app-branch-of = 轉交自：{ $name }
app-revoke = 撤銷此連結
app-revoke-ask = 要撤銷「{ $name }」嗎？
app-revoke-lead = 此後它將永遠無法打開任何門。此動作無法復原。
app-unused = 從未使用過。
app-used =
    { $count ->
       *[other] 已使用 { $count } 次。
    }
app-revoke-do = 撤銷連結
app-history = 發生了什麼
app-share-door = 分享一扇門
app-links-none = 還沒有連結。連結讓訪客從網頁開門：不需應用程式，不需帳號。
app-older = 顯示更早的
app-no-older = 沒有更早的內容。
app-activity-none = 還沒有任何動態。您打開的和您的連結打開的都會顯示在這裡。

## What happened, in a few words

app-event-opened = 已打開
app-event-sent = 命令已送出
app-event-refused = 已拒絕
app-event-failed = 未打開
app-event-unknown = 沒有回應；可能已打開
app-event-late = 回應過晚
app-event-made = 連結已建立
app-event-changed = 連結已變更
app-event-revoked = 連結已撤銷
app-event-rotated = 連結有了新位址
app-event-copied = 位址已再次顯示
app-event-passed-on = 連結已轉交
app-event-pin = PIN 錯誤
app-event-bound = 連結已綁定一部裝置
app-event-freed = 連結可換另一部裝置
app-event-delivered = 連結已傳送
app-event-handed = 連結已交給應用程式
app-event-handed-sheet = 已交給裝置的分享面板
app-event-handed-mail = 已交給郵件程式
app-event-handed-sms = 已交給簡訊應用程式
app-event-handed-whatsapp = 已交給 WhatsApp
app-event-handed-slack = 已為 Slack 複製連結
app-event-handed-copy = 已複製連結以便轉送
app-event-undelivered = 連結未傳送
app-event-notice = 通知未送達
app-event-webhook = Webhook 網址已變更
app-event-signed-in = 已登入
app-event-not-signed-in = 登入失敗
app-event-account = 帳號已變更
app-event-access = 權限已變更
app-event-settings = 設定已變更

## Oneself, and the device

app-organization = 組織
app-zone = 時區
app-sign-in = 您的登入方式
app-sign-in-help = 通行密鑰、密碼、一次性代碼
app-control = 控制中心
app-control-help = 同一帳號，適合在桌前使用
app-language = 此應用程式的語言
app-language-auto = 依瀏覽器要求
app-notifications = 通知
app-push-on = 已開啟：訪客透過您的連結抵達時，此裝置會依各連結的設定顯示。
app-push-off = 已關閉：訪客抵達時，此裝置不顯示任何內容。
app-push-turn-on = 在此裝置上開啟
app-push-turn-off = 在此裝置上關閉
app-push-scripts = 通知需要在此瀏覽器中啟用指令碼。
app-push-unable = 此瀏覽器不顯示通知。在 iPhone 上，請先把應用程式加入主畫面。
app-push-denied = 此瀏覽器已被設為不顯示此網站的通知。請在其設定中允許，然後返回。
app-push-failed = 現在沒有成功。請檢查連線，然後再試。
app-push-something = 您的門有新動態。
app-install = 加入主畫面
app-install-help = 安裝後，Keylink 會像其他應用程式一樣開啟。在 iPhone 上：分享，然後「加入主畫面」。在 Android 上：瀏覽器選單，然後「安裝應用程式」或「加到主畫面」。
app-install-now = 立即安裝
app-sign-out = 登出
app-description = 您的門：打開它們，並用連結分享。
app-offline-lead = 或者伺服器沒有回應。這裡沒有任何內容會在稍後打開。卡片、PIN 或鑰匙仍可能打開它們。
app-try-again = 再試一次

## What was done, and what is wrong

app-done-saved = 已儲存。
app-done-nothing = 沒有任何變更。
app-done-link-extended = 連結時間已延長。
app-done-link-revoked = 連結已撤銷，不再打開任何門。
app-done-link-queued = 正在傳送。結果見「Keylink 傳送的內容」。
app-done-device-freed = 連結可換另一部裝置。
app-trouble-not-found =
    .title = 這裡什麼也沒有
    .message = 可能已被移除，或位址不完整。
app-trouble-forbidden =
    .title = 不允許這樣做
    .message = 沒有任何變更。請聯絡您組織的管理員。
app-trouble-unfit =
    .title = 這已不再適用
    .message = 沒有任何變更。請重新載入頁面，查看目前的情況。
app-trouble-too-often =
    .title = 短時間內過於頻繁
    .message = 請等一分鐘，然後再試。
app-trouble-not-now =
    .title = 現在沒有成功
    .message = 沒有任何變更。請稍後再試。
app-trouble-in-doubt =
    .title = 還沒有人知道
    .message = 未能及時確認。再試之前，請先查看是否已完成。
app-wrong-name = 請寫一行不超過 120 個字元的說明。
app-wrong-doors = 請至少選擇一扇您可以分享的門。
app-wrong-start = 請選擇早於結束時間的開始時間。
app-wrong-start-new = 請選擇尚未到來且早於結束時間的開始時間，或立即開始。
app-wrong-end = 請選擇尚未到來、晚於開始時間且在限制之內的結束時間。
app-wrong-uses = 請填寫限制之內、大於等於 1 的整數。
app-wrong-pin = 請輸入 4 到 8 位數字。
app-wrong-arrivals = 請選擇通知方式，或選擇「從不」。
app-wrong-template = 此範本已不能使用。請另選一個。
app-wrong-channel = 請選擇傳送方式。
app-wrong-address = 請檢查地址或號碼：缺少或不可能正確。沒有傳送任何內容。
app-wrong-other = 沒有成功。請查看目前的情況，然後再試。
