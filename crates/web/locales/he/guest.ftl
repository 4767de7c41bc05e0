### The guest page in Hebrew. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = עברית
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = iw

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day } { $month }, { $hour }:{ $minute }
date-time-year = { $weekday }, { $day } { $month } { $year }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
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
in-zone = { $time } ({ $zone })

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

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = קישור מפתח
preview-description = לפתוח בטלפון כשעומדים ליד הדלת

## The head of the page

someone = מי ששלח את הקישור הזה
invited = הזמנה מאת { $maker }
invited-by-nobody = קישור המפתח שלך
until = עד { $time }
uses-left =
    { $count ->
        [one] נותרה פתיחה אחת
        [two] נותרו שתי פתיחות
        [many] נותרו { $count } פתיחות
       *[other] נותרו { $count } פתיחות
    }
language = שפה

## A door

online = מחוברת
offline = לא מחוברת
locked = נעולה
unlocked = לא נעולה
open = פתוחה
closed = סגורה
note-offline = אין כרגע קשר עם הדלת. אפשר לנסות בכל זאת.
note-held-open = הדלת הזו אינה נעולה כרגע: אפשר פשוט לפתוח אותה.

## The button

unlock = פתיחה
hold = להחזיק לחוץ לפתיחה
holding = להמשיך ללחוץ…
opening = נפתחת…
press-again = ללחוץ שוב לפתיחה
hint = יש להחזיק את הכפתור לחוץ עד שיתמלא.
hint-keys = יש להחזיק את הכפתור לחוץ, או ללחוץ עליו פעמיים.

## What came of a press

opened =
    .title = נפתחה. לדחוף את הדלת.
    .message = { "" }
sent =
    .title = נשלח.
    .message = הדלת הזו אינה יכולה להשיב; אפשר לנסות אותה עכשיו.
unknown =
    .title = הדלת לא השיבה.
    .message = יש לנסות את הדלת, ואז ללחוץ שוב או לפנות אל { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = לא ניתן לבדוק כרגע.
    .message = הפעם דבר לא נשלח. אם כבר הייתה לחיצה קודם, יש לנסות את הדלת. אם לא, אפשר ללחוץ שוב עוד רגע, או לפנות אל { $maker }.
silent =
    .title = לא הגיעה תשובה לטלפון.
    .message = יש לנסות את הדלת; ואז ללחוץ שוב.
phone-offline =
    .title = הטלפון אינו מחובר.
    .message = כדי לפתוח את הדלת נדרש חיבור. דבר לא נשלח.
back = חזרה לדלתות

## Before its time

not-yet =
    .title = עדיין לא נפתח
    .message = אפשר לפתוח החל מ: { $time }.
outside-hours =
    .title = לא בשעה זו
    .message = אפשר לפתוח שוב החל מ: { $time }.
outside-hours-ended =
    .title = לא בשעה זו
    .message = אין לקישור הזה שעות נוספות. יש לפנות אל { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = בעוד { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] בעוד יום אחד
        [two] בעוד יומיים
        [many] בעוד { $count } יום
       *[other] בעוד { $count } ימים
    }
wait-here = הכפתור יופיע כאן מעצמו.

## After its time

ended-expired =
    .title = תוקף הקישור פג
    .message = זמנו עבר. אם עדיין צריך להיכנס, יש לפנות אל { $maker }.
ended-revoked =
    .title = הקישור הזה בוטל
    .message = הוא כבר לא פותח דבר. אם עדיין צריך להיכנס, יש לפנות אל { $maker }.
ended-used-up =
    .title = הקישור הזה נוצל
    .message = הוא פתח כמספר הפעמים שנקבע לו. אם עדיין צריך להיכנס, יש לפנות אל { $maker }.
ended-withdrawn =
    .title = הקישור הזה אינו פותח כעת
    .message = הוא אינו בשימוש. אם צריך להיכנס, יש לפנות אל { $maker }.
ended-doors-removed =
    .title = לקישור הזה אין עוד דלת
    .message = מה שהוא פתח הוסר. אם צריך להיכנס, יש לפנות אל { $maker }.

## Without a link, or without the house

not-found =
    .title = הקישור הזה אינו מוכר לנו
    .message = יש לבדוק שהוא הועתק במלואו, עד התו האחרון. אם כן, לקבלת קישור חדש יש לפנות אל { $maker }.
too-many-tries =
    .title = יותר מדי ניסיונות
    .message = יש להמתין דקה ואז לטעון את הדף מחדש. קישור תקף ממשיך לפעול.
trouble =
    .title = משהו השתבש
    .message = לא ניתן היה ליצור את הדף, ודבר לא נפתח. אפשר לטעון אותו מחדש עוד רגע, או לפנות אל { $maker }.
trouble-reference = בפנייה כדאי לציין { $reference }.
reload = טעינה מחדש

## The number, for phones without scripts

number-title = נא להקליד את המספר הזה
number-why = הוא מראה שאדם עומד ליד הדלת. הוא תקף לדקה.
number-label = המספר
number-wrong = זה לא היה המספר. הנה מספר חדש.
number-send = פתיחה: { $door }

## Details

how-to-get-in = איך נכנסים
map = מפה
ask = לפנות אל { $maker }
logged = הפתיחות נרשמות ביומן הבניין.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = לא נפתח
    .message = הקישור הזה אינו מוכר כאן. יש לבדוק שהוא הועתק במלואו, או לפנות אל { $maker } לקבלת קישור חדש.
refusal-no-gesture =
    .title = לא נפתח
    .message = יש להחזיק את הכפתור לחוץ עד שיתמלא, כדי שנדע שאדם עומד ליד הדלת.
refusal-link-revoked =
    .title = לא נפתח
    .message = הקישור הזה בוטל. לקבלת קישור חדש יש לפנות אל { $maker }.
refusal-link-not-yet-valid =
    .title = לא נפתח
    .message = הזמן שלך עדיין לא התחיל. אם צריך להיכנס עכשיו, יש לפנות אל { $maker }.
refusal-link-expired =
    .title = לא נפתח
    .message = זמנו של הקישור הזה עבר. לקבלת קישור חדש יש לפנות אל { $maker }.
refusal-link-used-up =
    .title = לא נפתח
    .message = הקישור הזה פתח כמספר הפעמים שנקבע לו. לקבלת קישור חדש יש לפנות אל { $maker }.
refusal-link-outside-hours =
    .title = לא נפתח
    .message = הקישור הזה אינו פותח בשעה זו. אפשר לחזור בשעות שלו, או לפנות אל { $maker }.
refusal-door-not-on-link =
    .title = לא נפתח
    .message = הקישור הזה כבר לא פותח את הדלת הזו. יש לפנות אל { $maker }.
refusal-cloud-key-inactive =
    .title = לא נפתח
    .message = הקישור הזה אינו בשימוש. לקבלת קישור חדש יש לפנות אל { $maker }.
refusal-user-inactive =
    .title = לא נפתח
    .message = הקישור הזה אינו בשימוש. אפשר לבקש חדש בבניין.
refusal-no-access =
    .title = לא נפתח
    .message = הקישור הזה כבר לא פותח את הדלת הזו. יש לפנות אל { $maker }.
refusal-no-remote-unlock =
    .title = לא נפתח
    .message = הדלת הזו אינה נפתחת כרגע בקישור. יש לפנות אל { $maker }.
refusal-access-outside-schedule =
    .title = לא נפתח
    .message = הדלת הזו אינה נפתחת בקישור בשעה זו. אפשר לחזור מאוחר יותר, או לפנות אל { $maker }.
refusal-door-locked =
    .title = לא נפתח
    .message = הדלת הזו סגורה כרגע לכולם. יש לפנות אל { $maker }.
refusal-door-onsite-only =
    .title = לא נפתח
    .message = הדלת הזו נפתחת כרגע רק במקום, בכרטיס, בקוד או במפתח. יש לפנות אל { $maker }.
refusal-site-lockdown =
    .title = לא נפתח
    .message = הבניין נעול לחלוטין, ואף קישור אינו פותח אותו. יש לפנות אל { $maker }.
refusal-too-many-presses =
    .title = לא נפתח
    .message = היו יותר מדי לחיצות בזמן קצר. יש להמתין דקה ואז ללחוץ שוב.
refusal-door-not-wired =
    .title = לא נפתח
    .message = הדלת הזו עדיין אינה מחוברת למערכת. יש לפנות אל { $maker }.
refusal-door-offline =
    .title = לא נפתח
    .message = אין כרגע קשר עם הדלת. אפשר ללחוץ שוב בעוד דקה, או לפנות אל { $maker }.
refusal-door-jammed =
    .title = לא נפתח
    .message = המנעול לא זז. יש לדחוף קלות את הדלת וללחוץ שוב, או לפנות אל { $maker }.
refusal-too-late =
    .title = לא נפתח
    .message = עבר זמן רב מדי עד שהלחיצה הגיעה לדלת, ולכן דבר לא נשלח. נא ללחוץ שוב.
refusal-not-recorded =
    .title = לא נפתח
    .message = לא ניתן היה לבדוק את הקישור, ולכן דבר לא נשלח. אפשר ללחוץ שוב עוד רגע, או לפנות אל { $maker }.

## What a link asks for, and passing it on

passed-on = הועבר אליך על ידי אורח של { $maker }
pin-title = נא להקליד את קוד ה-PIN
pin-lead = הקוד נמסר בדרך אחרת מהקישור הזה. אם לא, יש לפנות אל { $maker }.
pin-send = המשך
pin-wrong = זה לא הקוד. אפשר לנסות שוב.
pin-wait = יותר מדי טעויות. אפשר לנסות שוב אחרי { $time }, או לפנות אל { $maker }.
other-device =
    .title = הקישור הזה שייך למכשיר אחר
    .message = הוא פותח רק במכשיר שהשתמש בו ראשון, באותו דפדפן. יש להשתמש במכשיר ההוא, או לפנות אל { $maker } כדי לשחרר אותו.
share-on = העברה הלאה
share-lead = כאן יוצרים קישור נפרד עבור מישהו אחר. הוא לא פותח יותר מהקישור שלך ומסתיים יחד איתו, והפתיחות שלו נספרות גם אצלך. אפשר לבטל אותו כאן בכל עת.
share-name = עבור מי?
share-doors = אילו דלתות?
share-from = החל מ-
share-until = עד
share-window-help = לפי שעון הבניין ({ $zone }). ריק: כמו בקישור שלך.
share-uses = כמה פעמים?
share-uses-help = ריק: כמו הקישור שלך.
share-number = נא להקליד כאן { $number }
share-number-why = זה מראה שאדם שולח את זה.
share-make = יצירת הקישור
share-wrong-name = נא לכתוב שם של 120 תווים לכל היותר, בשורה אחת.
share-wrong-doors = נא לבחור לפחות דלת אחת.
share-wrong-window = נא לבחור זמנים לפי הסדר ובתוך הזמן של הקישור שלך.
share-wrong-uses = נא לכתוב מספר שאינו גדול ממה שנותר בקישור שלך.
share-full = הקישור הזה הועבר כבר מספר הפעמים המרבי. יש לבטל אחד קודם, או לפנות אל { $maker }.
share-given = הועבר אל
share-made =
    .title = הקישור עבור { $name } מוכן
    .message = כדאי לשלוח אותו עכשיו: הוא לא יוצג שוב. מי שמחזיק בו יכול לפתוח את הדלתות.
share-address = הקישור
share-withdraw = ביטול
share-withdraw-ask = לבטל את הקישור של { $name }?
share-withdrawn = בוטל
call = התקשרות
mail = שליחת דואר
refusal-origin-withdrawn =
    .title = לא נפתח
    .message = האורח שהעביר אליך את הקישור כבר לא יכול להעביר דבר. יש לפנות אל { $maker }.
refusal-pin-needed =
    .title = לא נפתח
    .message = הקישור הזה מבקש קוד PIN. יש לטעון שוב את הדף ולהקליד אותו, או לפנות אל { $maker }.
refusal-other-device =
    .title = לא נפתח
    .message = הקישור הזה פותח רק במכשיר שהשתמש בו ראשון. יש להשתמש במכשיר ההוא, או לפנות אל { $maker } כדי לשחרר אותו.
refusal-device-unknown =
    .title = לא נפתח
    .message = הקישור הזה צריך לזהות את המכשיר שלך, והדפדפן אינו שומר עוגיות. יש לאפשר אותן ולטעון שוב את הדף, או לפנות אל { $maker }.
