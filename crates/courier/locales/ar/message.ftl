### What is written to guests, in Arabic. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }، { $day } { $month } { $year }، { $hour12 }:{ $minute } { $half ->
        [am] ص
       *[pm] م
    }
date-time-twice = { $time } ({ $offset })
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

## The mail

subject = مفتاح لك من { $organization }
hello = مرحبًا،
invited = أُرسل إليك مفتاح لـ { $organization } من { $sender }.
invited-by-nobody = هذا مفتاحك لـ { $organization }.
how-to = عندما تكون عند الباب، افتح هذا الرابط على هاتفك. في الصفحة زر: اضغط عليه مطوّلًا.
open-key = افتح المفتاح
scan = هل تقرأ هذا على حاسوب؟ امسح هذا الرمز بهاتفك.
qr-alt = الرابط على شكل رمز QR
from-until = يعمل من { $from } حتى { $until } ({ $zone }).
only-from = يعمل ابتداءً من { $from } ({ $zone }).
only-until = يعمل حتى { $until } ({ $zone }).
always = يعمل إلى أن يُسحب.
# What stands for the end of a key that has none: "until further notice".
no-end = إشعار آخر
in-hours = في هذه الأوقات فقط: { $hours }.
max-uses =
    { $count ->
        [zero] لا يفتح.
        [one] يفتح مرة واحدة.
        [two] يفتح مرّتين.
        [few] يفتح { $count } مرات.
        [many] يفتح { $count } مرة.
       *[other] يفتح { $count } مرة.
    }
after-first-use = ينتهي بعد مدة من أول استخدام؛ وتُظهر الصفحة متى.
care = من لديه هذا الرابط يستطيع فتح الباب، فيُرجى عدم تمريره لغيرك.
ask = إذا لم يعمل شيء ما، فاسأل { $sender }.
calendar-attached = الأوقات مرفقة لتقويمك.

## The calendar file

calendar-summary = مفتاح { $organization }
calendar-note = وصل الرابط بالبريد الإلكتروني؛ وهو غير مكتوب هنا لأن التقاويم كثيرًا ما تُشارَك.

## The text message

sms = مفتاح لـ { $organization } من { $sender }. { $window } { $url }
sms-by-nobody = مفتاحك لـ { $organization }. { $window } { $url }

arrival-subject = { $link }: فُتح { $door }
arrival = فُتح { $door } عبر رابط الضيف «{ $link }»: { $when } ({ $zone }).
arrival-page = ما حدث غير ذلك تجده في صفحة الرابط:
arrival-open = عرض الرابط
arrival-care = تصلك هذه الرسالة لأنك طلبتها في صفحة الرابط؛ ويمكنك إيقافها هناك أيضًا.
arrival-push = فُتح { $door }، { $time }
