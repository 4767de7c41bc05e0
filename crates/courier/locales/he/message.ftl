### What is written to guests, in Hebrew. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = iw

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day } { $month } { $year }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = שעון { $place ->
        [Amsterdam] אמסטרדם
        [Athens] אתונה
        [Berlin] ברלין
        [Brussels] בריסל
        [Bucharest] בוקרשט
        [Budapest] בודפשט
        [Copenhagen] קופנהגן
        [Dubai] דובאי
        [Dublin] דבלין
        [Istanbul] איסטנבול
        [Jerusalem] ירושלים
        [Kiev] קייב
        [Kyiv] קייב
        [Lisbon] ליסבון
        [Ljubljana] לובליאנה
        [London] לונדון
        [Madrid] מדריד
        [Moscow] מוסקבה
        [Oslo] אוסלו
        [Paris] פריז
        [Prague] פראג
        [Rome] רומא
        [Sofia] סופיה
        [Stockholm] סטוקהולם
        [Vienna] וינה
        [Warsaw] ורשה
        [Zagreb] זאגרב
        [Zurich] ציריך
       *[other] { $city }
    }

weekday-1 = יום ב׳
weekday-2 = יום ג׳
weekday-3 = יום ד׳
weekday-4 = יום ה׳
weekday-5 = יום ו׳
weekday-6 = שבת
weekday-7 = יום א׳

month-1 = בינואר
month-2 = בפברואר
month-3 = במרץ
month-4 = באפריל
month-5 = במאי
month-6 = ביוני
month-7 = ביולי
month-8 = באוגוסט
month-9 = בספטמבר
month-10 = באוקטובר
month-11 = בנובמבר
month-12 = בדצמבר

## The mail

subject = מפתח בשבילך מאת { $organization }
hello = שלום,
invited = קיבלת מפתח אל { $organization } מאת { $sender }.
invited-by-nobody = הנה המפתח שלך אל { $organization }.
how-to = כשעומדים ליד הדלת, יש לפתוח את הקישור הזה בטלפון. בדף יש כפתור: יש להחזיק אותו לחוץ.
open-key = פתיחת המפתח
scan = קוראים את זה במחשב? אפשר לסרוק את הקוד הזה בטלפון.
qr-alt = הקישור כקוד QR
from-until = הוא תקף החל ב־{ $from } ועד { $until } ({ $zone }).
only-from = הוא תקף החל ב־{ $from } ({ $zone }).
only-until = הוא תקף עד { $until } ({ $zone }).
always = הוא תקף עד שיבוטל.
# What stands for the end of a key that has none: "until further notice".
no-end = הודעה חדשה
in-hours = רק בשעות אלה: { $hours }.
max-uses =
    { $count ->
        [one] הוא פותח פעם אחת.
        [two] הוא פותח פעמיים.
        [many] הוא פותח { $count } פעמים.
       *[other] הוא פותח { $count } פעמים.
    }
after-first-use = זמן מה אחרי השימוש הראשון תוקפו פג; הדף מראה מתי.
care = כל מי שיש לו הקישור יכול לפתוח את הדלת, ולכן נא לא להעביר אותו הלאה.
ask = אם משהו לא עובד, אפשר לפנות אל { $sender }.
calendar-attached = הזמנים מצורפים ליומן שלך.

## The calendar file

calendar-summary = מפתח אל { $organization }
calendar-note = הקישור הגיע בדוא״ל; הוא לא כתוב כאן, כי יומנים משותפים לעתים קרובות.

## The text message

sms = מפתח אל { $organization } מאת { $sender }. { $window } { $url }
sms-by-nobody = המפתח שלך אל { $organization }. { $window } { $url }

arrival-subject = { $link }: { $door } – נפתחה
arrival = קישור האורח ”{ $link }“ פתח את { $door }: { $when } ({ $zone }).
arrival-page = מה עוד קרה כתוב בעמוד של הקישור:
arrival-open = הצגת הקישור
arrival-care = ההודעה הזו נשלחה כי כך נבחר בעמוד של הקישור; שם אפשר גם לכבות אותה.
arrival-push = נפתחה: { $door }, { $time }
