### The guest page in Arabic. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = العربية
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }، { $day } { $month }، { $hour12 }:{ $minute } { $half ->
        [am] ص
       *[pm] م
    }
date-time-year = { $weekday }، { $day } { $month } { $year }، { $hour12 }:{ $minute } { $half ->
        [am] ص
       *[pm] م
    }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time = بتوقيت { $place ->
        [Algiers] الجزائر
        [Amman] عمّان
        [Amsterdam] أمستردام
        [Athens] أثينا
        [Baghdad] بغداد
        [Beirut] بيروت
        [Berlin] برلين
        [Brussels] بروكسل
        [Bucharest] بوخارست
        [Budapest] بودابست
        [Cairo] القاهرة
        [Casablanca] الدار البيضاء
        [Copenhagen] كوبنهاغن
        [Damascus] دمشق
        [Dubai] دبي
        [Dublin] دبلن
        [Istanbul] إسطنبول
        [Kuwait] الكويت
        [Lisbon] لشبونة
        [Ljubljana] ليوبليانا
        [London] لندن
        [Madrid] مدريد
        [Oslo] أوسلو
        [Paris] باريس
        [Prague] براغ
        [Qatar] قطر
        [Riyadh] الرياض
        [Rome] روما
        [Stockholm] ستوكهولم
        [Tunis] تونس
        [Vienna] فيينا
        [Warsaw] وارسو
        [Zagreb] زغرب
        [Zurich] زيورخ
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد

month-1 = يناير
month-2 = فبراير
month-3 = مارس
month-4 = أبريل
month-5 = مايو
month-6 = يونيو
month-7 = يوليو
month-8 = أغسطس
month-9 = سبتمبر
month-10 = أكتوبر
month-11 = نوفمبر
month-12 = ديسمبر

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = رابط مفتاح
preview-description = افتحه على هاتفك عندما تكون عند الباب

## The head of the page

someone = من أرسل إليك هذا الرابط
invited = دعوة من { $maker }
invited-by-nobody = رابط المفتاح الخاص بك
until = حتى { $time }
uses-left =
    { $count ->
        [zero] لم تتبقَّ مرات فتح
        [one] تبقّت مرة فتح واحدة
        [two] تبقّت مرّتا فتح
        [few] تبقّت { $count } مرات فتح
        [many] تبقّت { $count } مرة فتح
       *[other] تبقّت { $count } مرة فتح
    }
language = اللغة

## A door

online = متصل
offline = غير متصل
locked = مقفل
unlocked = غير مقفل
open = مفتوح
closed = مغلق
note-offline = يتعذّر الوصول إلى الباب الآن. يمكنك المحاولة مع ذلك.
note-held-open = هذا الباب غير مقفل الآن: افتحه مباشرة.

## The button

unlock = فتح
hold = اضغط مطوّلًا للفتح
holding = استمر في الضغط…
opening = جارٍ الفتح…
press-again = اضغط مرة أخرى للفتح
hint = اضغط على الزر مطوّلًا حتى يمتلئ.
hint-keys = اضغط على الزر مطوّلًا، أو اضغطه مرتين.

## What came of a press

opened =
    .title = فُتح. ادفع الباب.
    .message = { "" }
sent =
    .title = أُرسل الطلب.
    .message = لا يستطيع هذا الباب الرد؛ جرّب فتحه الآن.
unknown =
    .title = لم يردّ الباب.
    .message = جرّب الباب، ثم اضغط مرة أخرى أو تواصل مع { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = يتعذّر التحقق الآن.
    .message = لم يُرسل شيء هذه المرة. إذا كنت قد ضغطت من قبل، فجرّب الباب. وإلا فاضغط مرة أخرى بعد قليل، أو تواصل مع { $maker }.
silent =
    .title = لم يصل رد إلى هاتفك.
    .message = جرّب الباب؛ ثم اضغط مرة أخرى.
phone-offline =
    .title = هاتفك غير متصل.
    .message = يحتاج فتح الباب إلى اتصال بالشبكة. لم يُرسل شيء.
back = العودة إلى الأبواب

## Before its time

not-yet =
    .title = لم يحن الوقت بعد
    .message = يمكنك الفتح ابتداءً من { $time }.
outside-hours =
    .title = ليس في هذه الساعة
    .message = يمكنك الفتح مجددًا ابتداءً من { $time }.
outside-hours-ended =
    .title = ليس في هذه الساعة
    .message = لا توجد أوقات أخرى لهذا الرابط. تواصل مع { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = بعد { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [zero] اليوم
        [one] بعد يوم واحد
        [two] بعد يومين
        [few] بعد { $count } أيام
        [many] بعد { $count } يومًا
       *[other] بعد { $count } يوم
    }
wait-here = سيظهر الزر هنا تلقائيًا.

## After its time

ended-expired =
    .title = انتهت صلاحية هذا الرابط
    .message = انقضى وقته. إذا كنت لا تزال بحاجة إلى الدخول، فتواصل مع { $maker }.
ended-revoked =
    .title = سُحب هذا الرابط
    .message = لم يعد يفتح شيئًا. إذا كنت لا تزال بحاجة إلى الدخول، فتواصل مع { $maker }.
ended-used-up =
    .title = استُنفد هذا الرابط
    .message = فتح بعدد المرات المحدد له. إذا كنت لا تزال بحاجة إلى الدخول، فتواصل مع { $maker }.
ended-withdrawn =
    .title = هذا الرابط لا يفتح الآن
    .message = إنه خارج الخدمة. إذا كنت بحاجة إلى الدخول، فتواصل مع { $maker }.
ended-doors-removed =
    .title = لم يعد لهذا الرابط أي باب
    .message = أُزيل ما كان يفتحه. إذا كنت بحاجة إلى الدخول، فتواصل مع { $maker }.

## Without a link, or without the house

not-found =
    .title = لا نعرف هذا الرابط
    .message = تأكد من نسخه كاملًا حتى آخر حرف. إذا كان كاملًا، فتواصل مع { $maker } للحصول على رابط جديد.
too-many-tries =
    .title = محاولات كثيرة جدًا
    .message = انتظر دقيقة، ثم أعد تحميل هذه الصفحة. الرابط الصالح يظل يعمل.
trouble =
    .title = حدثت مشكلة
    .message = تعذّر إعداد الصفحة، ولم يُفتح شيء. أعد تحميلها بعد قليل، أو تواصل مع { $maker }.
trouble-reference = إذا أبلغت عن ذلك، فاذكر { $reference }.
reload = إعادة التحميل

## The number, for phones without scripts

number-title = اكتب هذا الرقم
number-why = يبيّن أن شخصًا يقف عند الباب. وهو صالح لدقيقة واحدة.
number-label = الرقم
number-wrong = ليس هذا هو الرقم. إليك رقمًا جديدًا.
number-send = فتح { $door }

## Details

how-to-get-in = طريقة الدخول
map = خريطة
ask = تواصل مع { $maker }
logged = تُسجَّل مرات الفتح في سجل المبنى.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = لم يُفتح
    .message = هذا الرابط غير معروف هنا. تأكد من نسخه كاملًا، أو تواصل مع { $maker } للحصول على رابط جديد.
refusal-no-gesture =
    .title = لم يُفتح
    .message = اضغط على الزر مطوّلًا حتى يمتلئ، لنعرف أن شخصًا يقف عند الباب.
refusal-link-revoked =
    .title = لم يُفتح
    .message = سُحب هذا الرابط. للحصول على رابط جديد، تواصل مع { $maker }.
refusal-link-not-yet-valid =
    .title = لم يُفتح
    .message = لم يبدأ وقتك بعد. تواصل مع { $maker } إذا كنت بحاجة إلى الدخول الآن.
refusal-link-expired =
    .title = لم يُفتح
    .message = انقضى وقت هذا الرابط. للحصول على رابط جديد، تواصل مع { $maker }.
refusal-link-used-up =
    .title = لم يُفتح
    .message = فتح هذا الرابط بعدد المرات المحدد له. للحصول على رابط جديد، تواصل مع { $maker }.
refusal-link-outside-hours =
    .title = لم يُفتح
    .message = لا يفتح هذا الرابط في هذه الساعة. عد في أوقاته، أو تواصل مع { $maker }.
refusal-door-not-on-link =
    .title = لم يُفتح
    .message = لم يعد هذا الرابط يفتح هذا الباب. تواصل مع { $maker }.
refusal-cloud-key-inactive =
    .title = لم يُفتح
    .message = هذا الرابط خارج الخدمة. للحصول على رابط جديد، تواصل مع { $maker }.
refusal-user-inactive =
    .title = لم يُفتح
    .message = هذا الرابط خارج الخدمة. اطلب رابطًا جديدًا في المبنى.
refusal-no-access =
    .title = لم يُفتح
    .message = لم يعد هذا الرابط يفتح هذا الباب. تواصل مع { $maker }.
refusal-no-remote-unlock =
    .title = لم يُفتح
    .message = لا يُفتح هذا الباب برابط الآن. تواصل مع { $maker }.
refusal-access-outside-schedule =
    .title = لم يُفتح
    .message = لا يُفتح هذا الباب برابط في هذه الساعة. عد لاحقًا، أو تواصل مع { $maker }.
refusal-door-locked =
    .title = لم يُفتح
    .message = هذا الباب مغلق أمام الجميع الآن. تواصل مع { $maker }.
refusal-door-onsite-only =
    .title = لم يُفتح
    .message = لا يُفتح هذا الباب الآن إلا في مكانه، ببطاقة أو رمز أو مفتاح. تواصل مع { $maker }.
refusal-site-lockdown =
    .title = لم يُفتح
    .message = المبنى مغلق أمنيًا، ولا يفتحه أي رابط. تواصل مع { $maker }.
refusal-too-many-presses =
    .title = لم يُفتح
    .message = ضغطات كثيرة في وقت قصير. انتظر دقيقة، ثم اضغط مرة أخرى.
refusal-door-not-wired =
    .title = لم يُفتح
    .message = هذا الباب غير موصول بعد. تواصل مع { $maker }.
refusal-door-offline =
    .title = لم يُفتح
    .message = يتعذّر الوصول إلى الباب الآن. اضغط مرة أخرى بعد دقيقة، أو تواصل مع { $maker }.
refusal-door-jammed =
    .title = لم يُفتح
    .message = لم يتحرك القفل. ادفع الباب برفق واضغط مرة أخرى، أو تواصل مع { $maker }.
refusal-too-late =
    .title = لم يُفتح
    .message = استغرق الطلب وقتًا طويلًا قبل أن يصل إلى الباب، فلم يُرسل شيء. اضغط مرة أخرى.
refusal-not-recorded =
    .title = لم يُفتح
    .message = تعذّر التحقق من رابطك، فلم يُرسل شيء. اضغط مرة أخرى بعد قليل، أو تواصل مع { $maker }.

## What a link asks for, and passing it on

passed-on = مرّره إليك ضيف مدعو من { $maker }
pin-title = اكتب رمز PIN
pin-lead = أُبلغت به بطريقة أخرى غير هذا الرابط. إن لم يحدث ذلك، فتواصل مع { $maker }.
pin-send = متابعة
pin-wrong = هذا ليس الرمز الصحيح. حاول مرة أخرى.
pin-wait = أخطاء كثيرة. حاول مجددًا بعد { $time }، أو تواصل مع { $maker }.
other-device =
    .title = هذا الرابط يخص جهازًا آخر
    .message = لا يفتح إلا على الجهاز الذي استخدمه أولًا، وفي المتصفح نفسه. استخدم ذلك الجهاز، أو تواصل مع { $maker } لتحريره.
share-on = تمرير إلى شخص آخر
share-lead = أنشئ رابطًا مستقلًا لشخص آخر. لا يفتح أكثر مما يفتحه رابطك وينتهي معه، وتُحسب مرات فتحه على رابطك أيضًا. يمكنك سحبه هنا في أي وقت.
share-name = لمن؟
share-doors = أي أبواب؟
share-from = من
share-until = حتى
share-window-help = بتوقيت المبنى ({ $zone }). إن تُرك فارغًا فكما في رابطك.
share-uses = كم مرة؟
share-uses-help = إن تُرك فارغًا فبقدر رابطك.
share-number = اكتب { $number } هنا
share-number-why = يبيّن أن شخصًا هو من يرسل هذا.
share-make = إنشاء الرابط
share-wrong-name = اكتب اسمًا من 120 حرفًا على الأكثر، في سطر واحد.
share-wrong-doors = اختر بابًا واحدًا على الأقل.
share-wrong-window = اختر أوقاتًا متتابعة تقع ضمن أوقات رابطك.
share-wrong-uses = اكتب عددًا لا يزيد على ما بقي لرابطك.
share-full = مرّرت هذا الرابط بقدر ما هو ممكن. اسحب واحدًا أولًا، أو تواصل مع { $maker }.
share-given = مُرّر إلى
share-made =
    .title = رابط { $name } جاهز
    .message = أرسله الآن، فلن يظهر مرة أخرى. من يملكه يستطيع فتح الأبواب.
share-address = الرابط
share-withdraw = سحب
share-withdraw-ask = هل تريد سحب رابط { $name }؟
share-withdrawn = مسحوب
call = اتصال
mail = إرسال بريد
refusal-origin-withdrawn =
    .title = لم يُفتح
    .message = الضيف الذي مرّر إليك هذا الرابط لم يعد يستطيع تمرير شيء. تواصل مع { $maker }.
refusal-pin-needed =
    .title = لم يُفتح
    .message = هذا الرابط يطلب رمز PIN. أعد تحميل الصفحة واكتبه، أو تواصل مع { $maker }.
refusal-other-device =
    .title = لم يُفتح
    .message = لا يفتح هذا الرابط إلا على الجهاز الذي استخدمه أولًا. استخدم ذلك الجهاز، أو تواصل مع { $maker } لتحريره.
refusal-device-unknown =
    .title = لم يُفتح
    .message = يجب أن يتعرّف هذا الرابط على جهازك، ومتصفحك لا يحتفظ بملفات تعريف الارتباط. اسمح بها وأعد تحميل الصفحة، أو تواصل مع { $maker }.
