### The members' app in Arabic.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = الأبواب
app-links = الروابط
app-activity = النشاط
app-me = أنا
app-skip = انتقال إلى المحتوى
app-main = القائمة الرئيسية
app-offline = أنت غير متصل. لا تُفتح الأبواب إلا مع اتصال.
app-lockdown = إغلاق طارئ: { $names }. لا يفتح أحد شيئًا هناك عن بُعد.
app-whoever = من يدير هذا المبنى
app-optional = اختياري
app-save = حفظ
app-cancel = إلغاء

## Doors, and what came of a press

app-doors-none = لا أبواب لك بعد. يمكن لمن يدير هذا المبنى أن يمنحك الوصول.
app-share = مشاركة
app-find-door = البحث عن باب
app-find-none = لا يوجد باب بهذا الاسم.
app-not-wired = غير موصول
app-never-seen = لم يظهر قط
app-held-open = يبقى مفتوحًا
app-onsite = في الموقع فقط
app-locked-for-all = مغلق أمام الجميع
app-state-until = { $state } حتى { $time }
app-ask-building = تواصل مع من يدير هذا المبنى.
app-use-card = استخدم بطاقتك أو رمز PIN عند الباب.
app-too-often = محاولات كثيرة في وقت قصير. حاول مجددًا بعد { $seconds } ث.
app-not-tried = لم يُرسل شيء. انتظر لحظة، ثم اضغط مرة أخرى.
app-nothing-waits = لا شيء ينتظر إرساله لاحقًا.
app-signed-out =
    .title = تم تسجيل خروجك.
    .message = لم يُفتح شيء. سجّل الدخول، ثم اضغط مرة أخرى.

## Why a door stayed shut, in the list of what happened

app-why-revoked = أُلغي الرابط أو أنه خارج الخدمة.
app-why-not-yet = لم يبدأ وقت الرابط بعد.
app-why-expired = انتهى وقت الرابط.
app-why-used-up = استُنفد الرابط.
app-why-hours = لا يفتح في هذه الساعة.
app-why-pin = لم يُدخل رمز PIN.
app-why-device = كان جهازًا آخر.
app-why-not-on-link = لا يفتح الرابط هذا الباب.
app-why-no-access = لا يوجد وصول إلى هذا الباب.
app-why-no-remote = لا يُفتح هذا الباب عن بُعد.
app-why-locked = الباب مغلق أمام الجميع الآن.
app-why-onsite = يُفتح الباب في الموقع فقط الآن.
app-why-lockdown = المبنى في إغلاق طارئ.
app-why-too-many = ضغطات كثيرة في وقت قصير.
app-why-not-wired = هذا الباب غير موصول بعد.
app-why-offline = تعذّر الوصول إلى الباب.
app-why-jammed = لم يتحرك القفل.
app-why-too-late = وصلت الضغطة متأخرة جدًا.
app-why-unchecked = تعذّر التحقق.

## Sharing

app-share-title = مشاركة رابط دخول للضيف
app-share-none = لا يوجد باب يمكنك مشاركته. يمكن لمن يدير هذا المبنى أن يسمح لك.
app-to-doors = إلى أبوابك
app-from-template = من قالب
app-no-template = بلا قالب
app-template-choose = تُنشأ الروابط هنا من قوالب. اختر واحدًا.
app-template-missing = تُنشأ الروابط هنا من قوالب، ولا قالب لك بعد. اطلب واحدًا من المسؤول.
app-at-most = على الأكثر { $bounds }
app-uses-count =
    { $count ->
        [zero] { $count } استخدام
        [one] استخدام واحد
        [two] استخدامان
        [few] { $count } استخدامات
        [many] { $count } استخدامًا
       *[other] { $count } استخدام
    }
app-more-doors = أبواب أخرى
app-cannot-share = لم تعد مشاركته ممكنة
app-lost-door = باب لم يعد لك وصول إليه
app-name = وصف موجز
app-name-help = لك أنت، مثل «ميا، نهاية الأسبوع». لا يراه الضيوف.
app-name-hint = لمن ولماذا
app-when = متى
app-starts = البداية
app-now = الآن
app-later = لاحقًا
app-starts-on = يبدأ في
app-at-once = فورًا إن تُرك فارغًا
app-ends = النهاية
app-tonight = الليلة
app-sunday = حتى الأحد
app-custom = تحديد
app-no-end = بلا نهاية
app-longest = { $length }، الأطول
app-ends-on = ينتهي في
app-ends-says = ينتهي: { $time }
app-ends-never = ينتهي عندما تلغيه.
app-clock = الأوقات بتوقيت المبنى:
app-clock-first = يُعتمد أول باب تختاره.
app-lasts-most = يدوم الرابط { $length } على الأكثر.
app-minutes =
    { $count ->
        [zero] { $count } دقيقة
        [one] دقيقة واحدة
        [two] دقيقتان
        [few] { $count } دقائق
        [many] { $count } دقيقة
       *[other] { $count } دقيقة
    }
app-hours =
    { $count ->
        [zero] { $count } ساعة
        [one] ساعة واحدة
        [two] ساعتان
        [few] { $count } ساعات
        [many] { $count } ساعة
       *[other] { $count } ساعة
    }
app-days =
    { $count ->
        [zero] { $count } يوم
        [one] يوم واحد
        [two] يومان
        [few] { $count } أيام
        [many] { $count } يومًا
       *[other] { $count } يوم
    }
app-weeks =
    { $count ->
        [zero] { $count } أسبوع
        [one] أسبوع واحد
        [two] أسبوعان
        [few] { $count } أسابيع
        [many] { $count } أسبوعًا
       *[other] { $count } أسبوع
    }
app-share-do = مشاركة الدخول

## What else a link may carry

app-more = المزيد
app-more-hint = PIN، العدد، التمرير، الوصول
app-max-uses = عدد الاستخدامات
app-uses-any = الفراغ يعني بلا حدّ.
app-pin-help = يكتبه الضيف مرة على كل جهاز. أخبره به بطريقة غير الرابط. لن يظهر مجددًا.
app-pin-digits = من 4 إلى 8 أرقام
app-pin-set = محدد؛ اكتب غيره لتغييره
app-pin-none = عدم طلب رمز PIN بعد الآن
app-share-on = يجوز للضيف تمريره إلى غيره
app-share-on-help = يمكنه إنشاء روابط منه: أبواب أقل ووقت أقصر. تنتهي مع هذا الرابط.
app-one-device = أول جهاز فقط
app-one-device-help = أول هاتف يفتح به بابًا يبقى الوحيد. يمكنك السماح بغيره.
app-page-language = لغة صفحة الضيف
app-guest-own = لغة الضيف
app-contact = جهة الاتصال في صفحة الضيف
app-contact-nobody = اسمك فقط
app-contact-maker = جهة اتصالك
app-contact-site = جهة اتصال المبنى
app-arrivals = أخبرني عند وصولهم
app-first-use = أول استخدام
app-every-use = كل استخدام
app-never = أبدًا
app-notification = إشعار
app-push-where = على الأجهزة التي شغّلتها فيها
app-push-nowhere = شغّلها أولًا ضمن «أنا»
app-mail = بريد إلكتروني
app-mail-own = إلى عنوانك

## Handing a link out

app-ready = الرابط جاهز.
app-again = شارك هذا الرابط مجددًا.
app-how = اختر طريقة الإرسال
app-sheet = مشاركة عبر تطبيقات هذا الهاتف
app-sms = رسالة نصية
app-copy = نسخ الرابط
app-copied = تم النسخ
app-paste = ألصقه الآن في Slack
app-keys = اضغط Ctrl C
app-qr = رمز QR
app-qr-help = يمسحه الضيف بالكاميرا.
app-address = رابط دخول الضيف
app-what = ما يُرسل
app-to-link = إلى الرابط
app-subject = مفتاحك: { $organization }
app-invite = يرسل إليك { $name } مفتاحًا: { $organization }.
app-invite-until = يعمل حتى { $time }.
app-invite-open = افتح هذه الصفحة عند الباب واضغط على الزر مطوّلًا: { $url }
app-send-title = دع Keylink يرسله
app-send-to = إلى
app-send-to-help = عنوان بريد إلكتروني؛ أو رقم هاتف مع رمز البلد، مثل ‎+971 50 123 4567؛ وفي Slack قناة أو عضو.
app-send = إرسال
app-sent = ما أرسله Keylink
app-delivery-queued = في الطريق
app-delivery-sent = أُرسل
app-delivery-failed = لم يُرسل
app-delivery-unknown = لا أحد يعلم إن كان قد أُرسل
app-fail-address = لم يُقبل العنوان. تحقق منه ثم أرسل مرة أخرى.
app-fail-refused = لم تُقبل الرسالة.
app-fail-settings = الإرسال غير مُعَدّ هنا كما يجب. أخبر من يدير هذا الخادم.
app-fail-gave-up = جرت المحاولة لساعات دون جدوى.
app-fail-link = انتهى الرابط أو تغيّر قبل إرساله.

## One’s links

app-window-from = من { $time }
app-as-origin = مثل الرابط الذي جاء منه
app-uses = الاستخدامات
app-uses-of = { $uses } من { $max }
app-active = سارٍ
app-upcoming = قادم
app-outside-hours = خارج ساعاته
app-expired = منتهٍ
app-used-up = مستنفد
app-opens-nothing = لا يفتح شيئًا
app-revoked = ملغى
app-over = انتهت
app-is-revoked = أُلغي هذا الرابط ولم يعد يفتح شيئًا.
app-hollow-key = لا يفتح شيئًا الآن: حقك في المشاركة غير سارٍ. اسأل من يدير هذا المبنى.
app-hollow-access = لا يفتح شيئًا: لم يعد مسموحًا لك بمشاركة أبوابه.
app-hollow-doors = لا يفتح شيئًا: أُزيلت أبوابه.
app-hollow-origin = لا يفتح شيئًا: الرابط الذي جاء منه انتهى.
app-typed = ما كتبته
app-share-again = نسخ أو مشاركة مجددًا
app-more-time = وقت إضافي
app-longer = { $length } إضافية
app-change = تغيير هذا الرابط
app-also = أيضًا
app-device-since = يفتح على جهاز واحد فقط، منذ { $time }.
app-device-free = السماح بجهاز آخر
app-branch-of = مُرّر من: { $name }
app-revoke = إلغاء هذا الرابط
app-revoke-ask = إلغاء «{ $name }»؟
app-revoke-lead = بعدها لا يفتح شيئًا نهائيًا. لا يمكن التراجع.
app-unused = لم يُستخدم قط.
app-used =
    { $count ->
        [zero] لم يُستخدم ({ $count }).
        [one] استُخدم مرة واحدة.
        [two] استُخدم مرتين.
        [few] استُخدم { $count } مرات.
        [many] استُخدم { $count } مرة.
       *[other] استُخدم { $count } مرة.
    }
app-revoke-do = إلغاء الرابط
app-history = ما حدث
app-share-door = مشاركة باب
app-links-none = لا روابط بعد. يفتح الرابط الأبواب للضيف من صفحة ويب: بلا تطبيق وبلا حساب.
app-older = عرض الأقدم
app-no-older = لا يوجد ما هو أقدم.
app-activity-none = لم يحدث شيء بعد. يظهر هنا ما تفتحه أنت وما تفتحه روابطك.

## What happened, in a few words

app-event-opened = فُتح
app-event-sent = أُرسل الأمر
app-event-refused = رُفض
app-event-failed = لم يُفتح
app-event-unknown = لا رد؛ ربما فُتح
app-event-late = رد متأخر
app-event-made = أُنشئ الرابط
app-event-changed = تغيّر الرابط
app-event-revoked = أُلغي الرابط
app-event-rotated = للرابط عنوان جديد
app-event-copied = عُرض العنوان مجددًا
app-event-passed-on = مُرّر الرابط
app-event-pin = رمز PIN خاطئ
app-event-bound = ارتبط الرابط بجهاز واحد
app-event-freed = يقبل الرابط جهازًا آخر
app-event-delivered = أُرسل الرابط
app-event-handed = سُلّم الرابط إلى تطبيق
app-event-handed-sheet = سُلّم إلى قائمة المشاركة في الجهاز
app-event-handed-mail = سُلّم إلى برنامج البريد
app-event-handed-sms = سُلّم إلى تطبيق الرسائل النصية
app-event-handed-whatsapp = سُلّم إلى واتساب
app-event-handed-slack = نُسخ الرابط لأجل Slack
app-event-handed-copy = نُسخ الرابط لإرساله
app-event-undelivered = لم يُرسل الرابط
app-event-notice = لم يصل الإشعار
app-event-webhook = تغيّر عنوان الويب هوك
app-event-signed-in = تسجيل دخول
app-event-not-signed-in = فشل تسجيل الدخول
app-event-account = تغيّر الحساب
app-event-access = تغيّر الوصول
app-event-settings = تغيّرت الإعدادات

## Oneself, and the device

app-organization = المؤسسة
app-zone = المنطقة الزمنية
app-sign-in = تسجيل دخولك
app-sign-in-help = مفاتيح المرور، كلمة المرور، رموز لمرة واحدة
app-control = مركز التحكم
app-control-help = الحساب نفسه، للمكتب
app-language = لغة هذا التطبيق
app-language-auto = كما يطلب المتصفح
app-notifications = الإشعارات
app-push-on = مفعّلة: يُظهر هذا الجهاز وصول الضيوف عبر روابطك، حسب كل رابط.
app-push-off = متوقفة: لا يُظهر هذا الجهاز شيئًا عند وصول الضيوف.
app-push-turn-on = تشغيل على هذا الجهاز
app-push-turn-off = إيقاف على هذا الجهاز
app-push-scripts = تحتاج الإشعارات إلى تشغيل النصوص البرمجية في هذا المتصفح.
app-push-unable = لا يُظهر هذا المتصفح إشعارات. على iPhone، ضع التطبيق أولًا على الشاشة الرئيسية.
app-push-denied = مُنع هذا المتصفح من إظهار إشعارات هذا الموقع. اسمح بها في إعداداته، ثم عُد.
app-push-failed = لم ينجح ذلك الآن. تحقق من الاتصال، ثم حاول مجددًا.
app-push-something = حدث شيء عند أبوابك.
app-install = على شاشتك الرئيسية
app-install-help = بعد التثبيت يُفتح Keylink كأي تطبيق آخر. على iPhone: مشاركة، ثم «إضافة إلى الشاشة الرئيسية». على Android: قائمة المتصفح، ثم «تثبيت التطبيق» أو «إضافة إلى الشاشة الرئيسية».
app-install-now = تثبيت الآن
app-sign-out = تسجيل الخروج
app-description = أبوابك: افتحها وشاركها برابط.
app-offline-lead = أو أن الخادم لا يرد. لا شيء هنا ينتظر فتحه لاحقًا. قد تفتحها بطاقة أو رمز PIN أو مفتاح.
app-try-again = حاول مجددًا

## What was done, and what is wrong

app-done-saved = تم الحفظ.
app-done-nothing = لم يتغيّر شيء.
app-done-link-extended = صار للرابط وقت أطول.
app-done-link-revoked = أُلغي الرابط. لم يعد يفتح شيئًا.
app-done-link-queued = هو في الطريق. ما يؤول إليه يظهر تحت «ما أرسله Keylink».
app-done-device-freed = يقبل الرابط جهازًا آخر.
app-trouble-not-found =
    .title = لا شيء هنا
    .message = ربما أُزيل، أو أن العنوان غير كامل.
app-trouble-forbidden =
    .title = هذا غير مسموح
    .message = لم يتغيّر شيء. تواصل مع مسؤول مؤسستك.
app-trouble-unfit =
    .title = لم يعد هذا مناسبًا
    .message = لم يتغيّر شيء. أعد تحميل الصفحة وانظر كيف هو الآن.
app-trouble-too-often =
    .title = محاولات كثيرة في وقت قصير
    .message = انتظر دقيقة، ثم حاول مجددًا.
app-trouble-not-now =
    .title = لم ينجح ذلك الآن
    .message = لم يتغيّر شيء. حاول مجددًا بعد لحظة.
app-trouble-in-doubt =
    .title = لا أحد يعرف بعد
    .message = لم يُؤكَّد ذلك في الوقت المناسب. تحقق مما إذا تم قبل أن تحاول مجددًا.
app-wrong-name = اكتب وصفًا من 120 حرفًا على الأكثر، في سطر واحد.
app-wrong-doors = اختر بابًا واحدًا على الأقل يمكنك مشاركته.
app-wrong-start = اختر بداية قبل النهاية.
app-wrong-start-new = اختر بداية لم تأتِ بعد وتسبق النهاية، أو اختر البدء الآن.
app-wrong-end = اختر نهاية لم تأتِ بعد، تلي البداية وضمن الحد.
app-wrong-uses = أدخل عددًا صحيحًا، 1 أو أكثر، ضمن الحد.
app-wrong-pin = اكتب من 4 إلى 8 أرقام.
app-wrong-arrivals = اختر كيف تريد أن تُبلَّغ، أو «أبدًا».
app-wrong-template = لم يعد استخدام هذا القالب ممكنًا. اختر غيره.
app-wrong-channel = اختر طريقة الإرسال.
app-wrong-address = راجع العنوان أو الرقم: إنه ناقص أو لا يمكن أن يكون صحيحًا. لم يُرسل شيء.
app-wrong-other = لم ينجح ذلك. انظر كيف هو الآن، ثم حاول مجددًا.
