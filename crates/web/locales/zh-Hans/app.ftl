### The members' app in Chinese (simplified).
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = 门
app-links = 链接
app-activity = 动态
app-me = 我
app-skip = 跳到正文
app-main = 主菜单
app-offline = 您已离线。只有联网时才能开门。
app-lockdown = 封锁：{ $names }。任何人都无法在那里远程开门。
app-whoever = 楼宇管理员
app-optional = 选填
app-save = 保存
app-cancel = 取消

## Doors, and what came of a press

app-doors-none = 您还没有门。楼宇管理员可以为您授权。
app-share = 分享
app-find-door = 查找门
app-find-none = 没有这个名称的门。
app-not-wired = 未接入
app-never-seen = 从未联系
app-held-open = 保持打开
app-onsite = 仅限现场
app-locked-for-all = 对所有人锁闭
app-state-until = { $state }，至{ $time }
app-ask-building = 请联系楼宇管理员。
app-use-card = 请在门口使用您的卡或 PIN。
app-too-often = 短时间内过于频繁。请在 { $seconds } 秒后重试。
app-not-tried = 没有发送任何内容。请稍候，然后再按一次。
app-nothing-waits = 不会有任何内容留待稍后发送。
app-signed-out =
    .title = 您已退出登录。
    .message = 没有打开任何门。请登录，然后再按一次。

## Why a door stayed shut, in the list of what happened

app-why-revoked = 链接已撤销或已停用。
app-why-not-yet = 链接的时间尚未开始。
app-why-expired = 链接的时间已结束。
app-why-used-up = 链接次数已用完。
app-why-hours = 这个时段不能打开。
app-why-pin = 没有输入 PIN。
app-why-device = 使用的是另一台设备。
app-why-not-on-link = 链接不能打开这扇门。
app-why-no-access = 没有这扇门的权限。
app-why-no-remote = 这扇门不能远程打开。
app-why-locked = 这扇门目前对所有人锁闭。
app-why-onsite = 这扇门目前只能在现场打开。
app-why-lockdown = 楼宇已封锁。
app-why-too-many = 短时间内按得过多。
app-why-not-wired = 这扇门尚未接入。
app-why-offline = 无法连接到门。
app-why-jammed = 门锁没有动作。
app-why-too-late = 按键送达太晚。
app-why-unchecked = 无法核实。

## Sharing

app-share-title = 分享访客链接
app-share-none = 没有您可以分享的门。楼宇管理员可以允许您分享。
app-to-doors = 前往您的门
app-from-template = 从模板
app-no-template = 无
app-template-choose = 这里的链接由模板创建。请选择一个。
app-template-missing = 这里的链接由模板创建，但还没有供您使用的模板。请向管理员申请。
app-at-most = 最多 { $bounds }
app-uses-count =
    { $count ->
       *[other] { $count } 次
    }
app-more-doors = 更多门
app-cannot-share = 已不能分享
app-lost-door = 您已无权使用的门
app-name = 简短说明
app-name-help = 供您自己查看，例如“小美，周末”。访客看不到。
app-name-hint = 给谁，做什么
app-when = 时间
app-starts = 开始
app-now = 现在
app-later = 稍后
app-starts-on = 开始于
app-at-once = 留空则立即
app-ends = 结束
app-tonight = 今晚
app-sunday = 至周日
app-custom = 自定义
app-no-end = 不结束
app-longest = { $length }，最长
app-ends-on = 结束于
app-ends-says = 结束：{ $time }
app-ends-never = 您撤销时结束。
app-clock = 时间以楼宇时钟为准：
app-clock-first = 以您选择的第一扇门为准。
app-lasts-most = 链接最长{ $length }。
app-minutes =
    { $count ->
       *[other] { $count } 分钟
    }
app-hours =
    { $count ->
       *[other] { $count } 小时
    }
app-days =
    { $count ->
       *[other] { $count } 天
    }
app-weeks =
    { $count ->
       *[other] { $count } 周
    }
app-share-do = 分享权限

## What else a link may carry

app-more = 更多
app-more-hint = PIN、次数、转交、到达
app-max-uses = 使用次数
app-uses-any = 留空表示不限次数。
app-pin-help = 访客在每台设备上输入一次。请用链接以外的方式告知。之后不再显示。
app-pin-digits = 4 到 8 位数字
app-pin-set = 已设置；输入新的即可更改
app-pin-none = 不再要求 PIN
app-share-on = 访客可以转交
app-share-on-help = 访客可以据此创建自己的链接：更少的门、更短的时间。它们随此链接一起结束。
app-one-device = 仅限第一台设备
app-one-device-help = 第一部用它开门的手机之后是唯一可用的手机。您可以允许换另一部。
app-page-language = 访客页面的语言
app-guest-own = 访客自己的语言
app-contact = 访客页面上的联系方式
app-contact-nobody = 仅您的姓名
app-contact-maker = 您的联系方式
app-contact-site = 楼宇的联系方式
app-arrivals = 访客到达时通知我
app-first-use = 首次使用
app-every-use = 每次使用
app-never = 从不
app-notification = 通知
app-push-where = 发到您已开启通知的设备
app-push-nowhere = 请先在“我”中开启
app-mail = 电子邮件
app-mail-own = 发到您自己的地址

## Handing a link out

app-ready = 链接已就绪。
app-again = 再次分享此链接。
app-how = 选择发送方式
app-sheet = 用这部手机的应用分享
app-sms = 短信
app-copy = 复制链接
app-copied = 已复制
app-paste = 现在粘贴到 Slack
app-keys = 请按 Ctrl C
app-qr = 二维码
app-qr-help = 访客用相机扫描。
app-address = 访客链接
app-what = 发送的内容
app-to-link = 前往链接
app-subject = 您的 { $organization } 钥匙
app-invite = { $name } 给您发来一把 { $organization } 的钥匙。
app-invite-until = 有效期至{ $time }。
app-invite-open = 请在门口打开此页面并按住按钮：{ $url }
app-send-title = 由 Keylink 发送
app-send-to = 收件人
app-send-to-help = 邮箱地址；带国家区号的电话号码，例如 +86 138 1234 5678；在 Slack 中为频道或成员。
app-send = 发送
app-sent = Keylink 发送的内容
app-delivery-queued = 发送中
app-delivery-sent = 已发送
app-delivery-failed = 未发送
app-delivery-unknown = 不知道是否已发出
app-fail-address = 地址未被接受。请检查后重新发送。
app-fail-refused = 消息未被接受。
app-fail-settings = 这里的发送设置不正确。请告知管理此服务器的人。
app-fail-gave-up = 已尝试数小时，未能成功。
app-fail-link = 链接在发送前已结束或已更改。

## One’s links

app-window-from = 从{ $time }起
app-as-origin = 与其来源链接相同
app-uses = 使用
app-uses-of = { $uses } / { $max }
app-active = 有效
app-upcoming = 未开始
app-outside-hours = 不在时段内
app-expired = 已过期
app-used-up = 已用完
app-opens-nothing = 打不开任何门
app-revoked = 已撤销
app-over = 已结束
app-is-revoked = 此链接已撤销，不再打开任何门。
app-hollow-key = 它现在打不开任何门：您的分享权限无效。请询问管理这栋楼的人。
app-hollow-access = 它打不开任何门：您不能再分享它的门。
app-hollow-doors = 它打不开任何门：它的门已被移除。
app-hollow-origin = 它打不开任何门：它的来源链接已结束。
app-typed = 您输入的内容
app-share-again = 复制或再次分享
app-more-time = 延长时间
app-longer = 再加{ $length }
app-change = 更改此链接
app-also = 另外
app-device-since = 自{ $time }起只在一台设备上可用。
app-device-free = 允许另一台设备
app-branch-of = 转交自：{ $name }
app-revoke = 撤销此链接
app-revoke-ask = 撤销“{ $name }”？
app-revoke-lead = 此后它将永远无法打开任何门。此操作不可撤回。
app-unused = 从未使用过。
app-used =
    { $count ->
       *[other] 已使用 { $count } 次。
    }
app-revoke-do = 撤销链接
app-history = 发生了什么
app-share-door = 分享一扇门
app-links-none = 还没有链接。链接让访客从网页开门：无需应用，无需账户。
app-older = 显示更早的
app-no-older = 没有更早的内容。
app-activity-none = 还没有任何动态。您打开的和您的链接打开的都会显示在这里。

## What happened, in a few words

app-event-opened = 已打开
app-event-sent = 命令已发送
app-event-refused = 已拒绝
app-event-failed = 未打开
app-event-unknown = 没有回应；可能已打开
app-event-late = 回应过晚
app-event-made = 链接已创建
app-event-changed = 链接已更改
app-event-revoked = 链接已撤销
app-event-rotated = 链接有了新地址
app-event-copied = 地址已再次显示
app-event-passed-on = 链接已转交
app-event-pin = PIN 错误
app-event-bound = 链接已绑定到一台设备
app-event-freed = 链接可换另一台设备
app-event-delivered = 链接已发送
app-event-handed = 链接已交给应用
app-event-handed-sheet = 已交给设备的分享面板
app-event-handed-mail = 已交给邮件程序
app-event-handed-sms = 已交给短信应用
app-event-handed-whatsapp = 已交给 WhatsApp
app-event-handed-slack = 已为 Slack 复制链接
app-event-handed-copy = 已复制链接以便转发
app-event-undelivered = 链接未发送
app-event-notice = 通知未送达
app-event-webhook = Webhook 网址已更改
app-event-signed-in = 已登录
app-event-not-signed-in = 登录失败
app-event-account = 账户已更改
app-event-access = 权限已更改
app-event-settings = 设置已更改

## Oneself, and the device

app-organization = 组织
app-zone = 时区
app-sign-in = 您的登录方式
app-sign-in-help = 通行密钥、密码、一次性代码
app-control = 控制中心
app-control-help = 同一账户，适合在桌前使用
app-language = 此应用的语言
app-language-auto = 按浏览器要求
app-notifications = 通知
app-push-on = 已开启：访客通过您的链接到达时，此设备会按各链接的设置显示。
app-push-off = 已关闭：访客到达时，此设备不显示任何内容。
app-push-turn-on = 在此设备上开启
app-push-turn-off = 在此设备上关闭
app-push-scripts = 通知需要在此浏览器中启用脚本。
app-push-unable = 此浏览器不显示通知。在 iPhone 上，请先把应用添加到主屏幕。
app-push-denied = 此浏览器已被设为不显示此网站的通知。请在其设置中允许，然后返回。
app-push-failed = 现在没有成功。请检查连接，然后重试。
app-push-something = 您的门有新动态。
app-install = 添加到主屏幕
app-install-help = 安装后，Keylink 会像其他应用一样打开。在 iPhone 上：共享，然后“添加到主屏幕”。在 Android 上：浏览器菜单，然后“安装应用”或“添加到主屏幕”。
app-install-now = 立即安装
app-sign-out = 退出登录
app-description = 您的门：打开它们，并用链接分享。
app-offline-lead = 或者服务器没有回应。这里没有任何内容会在稍后打开。卡、PIN 或钥匙仍可能打开它们。
app-try-again = 重试

## What was done, and what is wrong

app-done-saved = 已保存。
app-done-nothing = 没有任何更改。
app-done-link-extended = 链接时间已延长。
app-done-link-revoked = 链接已撤销，不再打开任何门。
app-done-link-queued = 正在发送。结果见“Keylink 发送的内容”。
app-done-device-freed = 链接可换另一台设备。
app-trouble-not-found =
    .title = 这里什么也没有
    .message = 可能已被删除，或地址不完整。
app-trouble-forbidden =
    .title = 不允许这样做
    .message = 没有任何更改。请联系您组织的管理员。
app-trouble-unfit =
    .title = 这已不再适用
    .message = 没有任何更改。请重新加载页面，查看目前的情况。
app-trouble-too-often =
    .title = 短时间内过于频繁
    .message = 请等一分钟，然后重试。
app-trouble-not-now =
    .title = 现在没有成功
    .message = 没有任何更改。请稍后重试。
app-trouble-in-doubt =
    .title = 还没有人知道
    .message = 未能及时确认。重试之前，请先查看是否已完成。
app-wrong-name = 请写一行不超过 120 个字符的说明。
app-wrong-doors = 请至少选择一扇您可以分享的门。
app-wrong-start = 请选择早于结束时间的开始时间。
app-wrong-start-new = 请选择尚未到来且早于结束时间的开始时间，或立即开始。
app-wrong-end = 请选择尚未到来、晚于开始时间且在限制之内的结束时间。
app-wrong-uses = 请填写限制之内、大于等于 1 的整数。
app-wrong-pin = 请输入 4 到 8 位数字。
app-wrong-arrivals = 请选择通知方式，或选择“从不”。
app-wrong-template = 此模板已不能使用。请另选一个。
app-wrong-channel = 请选择发送方式。
app-wrong-address = 请检查地址或号码：缺失或不可能正确。没有发送任何内容。
app-wrong-other = 没有成功。请查看目前的情况，然后重试。
