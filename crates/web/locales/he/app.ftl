### The members' app in Hebrew.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = דלתות
app-links = קישורים
app-activity = פעילות
app-me = אני
app-skip = מעבר לתוכן
app-main = תפריט ראשי
app-offline = אין חיבור. דלתות נפתחות רק עם חיבור.
app-lockdown = נעילת חירום: { $names }. איש אינו פותח שם דבר מרחוק.
app-whoever = מי שמנהל את הבניין הזה
app-optional = לא חובה
app-save = שמירה
app-cancel = ביטול

## Doors, and what came of a press

app-doors-none = אין לך עדיין דלתות. מי שמנהל את הבניין הזה יכול לתת לך גישה.
app-share = שיתוף
app-find-door = חיפוש דלת
app-find-none = אין דלת בשם הזה.
app-not-wired = לא מחווטת
app-never-seen = לא נראתה מעולם
app-held-open = מוחזקת פתוחה
app-onsite = רק במקום
app-locked-for-all = נעולה לכולם
app-state-until = { $state } עד { $time }
app-ask-building = יש לפנות אל מי שמנהל את הבניין הזה.
app-use-card = אפשר להשתמש בכרטיס או בקוד PIN ליד הדלת.
app-too-often = יותר מדי פעמים בזמן קצר. אפשר לנסות שוב בעוד { $seconds } שנ׳.
app-not-tried = דבר לא נשלח. יש להמתין רגע, ואז ללחוץ שוב.
app-nothing-waits = דבר אינו ממתין לשליחה מאוחרת.
app-signed-out =
    .title = החיבור לחשבון הסתיים.
    .message = דבר לא נפתח. אפשר להיכנס לחשבון, ואז ללחוץ שוב.

## Why a door stayed shut, in the list of what happened

app-why-revoked = הקישור בוטל או אינו פעיל.
app-why-not-yet = זמן הקישור עוד לא התחיל.
app-why-expired = זמן הקישור הסתיים.
app-why-used-up = הקישור נוצל עד תום.
app-why-hours = אין פתיחה בשעה הזו.
app-why-pin = קוד ה-PIN לא הוקלד.
app-why-device = זה היה מכשיר אחר.
app-why-not-on-link = הקישור אינו פותח את הדלת הזו.
app-why-no-access = אין גישה לדלת הזו.
app-why-no-remote = הדלת הזו אינה נפתחת מרחוק.
app-why-locked = הדלת נעולה כרגע לכולם.
app-why-onsite = הדלת נפתחת כרגע רק במקום.
app-why-lockdown = הבניין בנעילת חירום.
app-why-too-many = יותר מדי לחיצות בזמן קצר.
app-why-not-wired = הדלת הזו עוד לא מחווטת.
app-why-offline = אי אפשר להגיע אל הדלת.
app-why-jammed = המנעול לא זז.
app-why-too-late = הלחיצה הגיעה מאוחר מדי.
app-why-unchecked = לא היה אפשר לבדוק.

## Sharing

app-share-title = שיתוף קישור גישה לאורח
app-share-none = אין דלת שמותר לך לשתף. מי שמנהל את הבניין הזה יכול להרשות.
app-to-doors = אל הדלתות שלך
app-from-template = מתבנית
app-no-template = ללא
app-template-choose = קישורים נוצרים כאן מתבניות. יש לבחור אחת.
app-template-missing = קישורים נוצרים כאן מתבניות, ועדיין אין אחת עבורך. אפשר לבקש ממנהל המערכת.
app-at-most = לכל היותר { $bounds }
app-uses-count =
    { $count ->
        [one] שימוש אחד
        [two] שני שימושים
        [many] { $count } שימושים
       *[other] { $count } שימושים
    }
app-more-doors = דלתות נוספות
app-cannot-share = אי אפשר עוד לשתף
app-lost-door = דלת שכבר אין לך גישה אליה
app-name = תיאור קצר
app-name-help = בשבילך, למשל „מיה, סוף שבוע”. האורחים לא רואים אותו.
app-name-hint = מי, ולשם מה
app-when = מתי
app-starts = התחלה
app-now = עכשיו
app-later = מאוחר יותר
app-starts-on = מתחיל ב
app-at-once = מיד, אם ריק
app-ends = סיום
app-tonight = הלילה
app-sunday = עד יום ראשון
app-custom = אחר
app-no-end = ללא סיום
app-longest = { $length }, הארוך ביותר
app-ends-on = מסתיים ב
app-ends-says = סיום: { $time }
app-ends-never = הוא מסתיים כשמבטלים אותו.
app-clock = השעות הן לפי שעון הבניין:
app-clock-first = הדלת הראשונה שנבחרה קובעת.
app-lasts-most = קישור נמשך לכל היותר { $length }.
app-minutes =
    { $count ->
        [one] דקה אחת
        [two] שתי דקות
        [many] { $count } דקות
       *[other] { $count } דקות
    }
app-hours =
    { $count ->
        [one] שעה אחת
        [two] שעתיים
        [many] { $count } שעות
       *[other] { $count } שעות
    }
app-days =
    { $count ->
        [one] יום אחד
        [two] יומיים
        [many] { $count } ימים
       *[other] { $count } ימים
    }
app-weeks =
    { $count ->
        [one] שבוע אחד
        [two] שבועיים
        [many] { $count } שבועות
       *[other] { $count } שבועות
    }
app-share-do = שיתוף גישה

## What else a link may carry

app-more = עוד
app-more-hint = PIN, מספר שימושים, העברה, הגעה
app-max-uses = מספר השימושים
app-uses-any = ריק פירושו ללא הגבלה.
app-pin-help = האורח מקליד אותו פעם אחת בכל מכשיר. יש למסור אותו בדרך אחרת מהקישור. הוא לא יוצג שוב.
app-pin-digits = 4 עד 8 ספרות
app-pin-set = מוגדר; להקליד אחר כדי לשנות
app-pin-none = לא לבקש עוד קוד PIN
app-share-on = האורח רשאי להעביר אותו הלאה
app-share-on-help = אפשר ליצור ממנו קישורים משלהם: פחות דלתות, זמן קצר יותר. הם מסתיימים עם הקישור הזה.
app-one-device = רק המכשיר הראשון
app-one-device-help = הטלפון הראשון שפותח בו דלת נשאר היחיד. אפשר להרשות אחר.
app-page-language = שפת הדף של האורח
app-guest-own = השפה של האורח
app-contact = איש קשר בדף של האורח
app-contact-nobody = רק השם שלך
app-contact-maker = איש הקשר שלך
app-contact-site = איש הקשר של הבניין
app-arrivals = להודיע לי כשהם מגיעים
app-first-use = שימוש ראשון
app-every-use = כל שימוש
app-never = אף פעם
app-notification = התראה
app-push-where = במכשירים שבהם הופעלו
app-push-nowhere = יש להפעיל אותן קודם, תחת „אני”
app-mail = דואר אלקטרוני
app-mail-own = לכתובת שלך

## Handing a link out

app-ready = הקישור מוכן.
app-again = שיתוף נוסף של הקישור הזה.
app-how = איך לשלוח אותו
app-sheet = שיתוף באפליקציות של הטלפון הזה
app-sms = הודעת טקסט
app-copy = העתקת הקישור
app-copied = הועתק
app-paste = עכשיו אפשר להדביק ב-Slack
app-keys = יש ללחוץ Ctrl C
app-qr = קוד QR
app-qr-help = האורח סורק אותו במצלמה.
app-address = קישור גישה לאורח
app-what = מה נשלח
app-to-link = אל הקישור
app-subject = המפתח שלך: { $organization }
app-invite = נשלח אליך מפתח מאת { $name }: { $organization }.
app-invite-until = הוא תקף עד { $time }.
app-invite-open = יש לפתוח את הדף הזה ליד הדלת ולהחזיק את הכפתור לחוץ: { $url }
app-send-title = ש־Keylink ישלח
app-send-to = אל
app-send-to-help = כתובת דוא״ל; מספר טלפון עם קידומת המדינה, כגון ‎+972 50 123 4567; ב־Slack ערוץ או חבר.
app-send = שליחה
app-sent = מה Keylink שלח
app-delivery-queued = בדרך
app-delivery-sent = נשלח
app-delivery-failed = לא נשלח
app-delivery-unknown = איש אינו יודע אם יצא
app-fail-address = הכתובת לא התקבלה. יש לבדוק אותה ולשלוח שוב.
app-fail-refused = ההודעה לא התקבלה.
app-fail-settings = השליחה לא מוגדרת כאן כראוי. יש להודיע למי שמפעיל את השרת.
app-fail-gave-up = זה נוסה במשך שעות ללא הצלחה.
app-fail-link = הקישור הסתיים או השתנה לפני שנשלח.

## One’s links

app-window-from = החל מ-{ $time }
app-as-origin = כמו הקישור שממנו הוא בא
app-uses = שימושים
app-uses-of = { $uses } מתוך { $max }
app-active = פעיל
app-upcoming = עתידי
app-outside-hours = מחוץ לשעותיו
app-expired = פג
app-used-up = נוצל
app-opens-nothing = לא פותח דבר
app-revoked = בוטל
app-over = הסתיימו
app-is-revoked = הקישור הזה בוטל ואינו פותח עוד דבר.
app-hollow-key = הוא לא פותח כלום עכשיו: הרשות שלך לשתף אינה בתוקף. יש לשאול את מי שמנהל את הבניין.
app-hollow-access = הוא לא פותח כלום: אין לך עוד רשות לשתף את הדלתות שלו.
app-hollow-doors = הוא לא פותח כלום: הדלתות שלו הוסרו.
app-hollow-origin = הוא לא פותח כלום: הקישור שממנו הוא בא הסתיים.
app-typed = מה שהקלדת
app-share-again = העתקה או שיתוף נוסף
app-more-time = עוד זמן
app-longer = עוד { $length }
app-change = שינוי הקישור הזה
app-also = בנוסף
app-device-since = הוא פותח רק במכשיר אחד, מאז { $time }.
app-device-free = להרשות מכשיר אחר
app-branch-of = הועבר מתוך: { $name }
app-revoke = ביטול הקישור הזה
app-revoke-ask = לבטל את „{ $name }”?
app-revoke-lead = מכאן ואילך הוא לא יפתח דבר, לתמיד. אי אפשר להחזיר.
app-unused = מעולם לא נעשה בו שימוש.
app-used =
    { $count ->
        [one] נעשה בו שימוש פעם אחת.
        [two] נעשה בו שימוש פעמיים.
        [many] נעשה בו שימוש { $count } פעמים.
       *[other] נעשה בו שימוש { $count } פעמים.
    }
app-revoke-do = ביטול הקישור
app-history = מה קרה
app-share-door = שיתוף דלת
app-links-none = אין עדיין קישורים. קישור פותח לאורח דלתות מדף אינטרנט: בלי אפליקציה, בלי חשבון.
app-older = הצגת ישנים יותר
app-no-older = אין דבר ישן יותר.
app-activity-none = עוד לא קרה דבר. כאן יופיע מה שפתחת ומה שפתחו הקישורים שלך.

## What happened, in a few words

app-event-opened = נפתחה
app-event-sent = הפקודה נשלחה
app-event-refused = סורב
app-event-failed = לא נפתחה
app-event-unknown = אין תשובה; ייתכן שנפתחה
app-event-late = תשובה מאוחרת
app-event-made = קישור נוצר
app-event-changed = קישור שונה
app-event-revoked = קישור בוטל
app-event-rotated = לקישור כתובת חדשה
app-event-copied = הכתובת הוצגה שוב
app-event-passed-on = קישור הועבר הלאה
app-event-pin = קוד PIN שגוי
app-event-bound = הקישור שויך למכשיר אחד
app-event-freed = הקישור יקבל מכשיר אחר
app-event-delivered = קישור נשלח
app-event-handed = קישור נמסר לאפליקציה
app-event-handed-sheet = נמסר לתפריט השיתוף של המכשיר
app-event-handed-mail = נמסר לתוכנת הדואר
app-event-handed-sms = נמסר לאפליקציית ההודעות
app-event-handed-whatsapp = נמסר ל-WhatsApp
app-event-handed-slack = קישור הועתק עבור Slack
app-event-handed-copy = קישור הועתק כדי לשלוח אותו
app-event-undelivered = קישור לא נשלח
app-event-notice = התראה לא נמסרה
app-event-webhook = כתובת ה-webhook שונתה
app-event-signed-in = כניסה לחשבון
app-event-not-signed-in = הכניסה לחשבון נכשלה
app-event-account = החשבון שונה
app-event-access = הגישה שונתה
app-event-settings = ההגדרות שונו

## Oneself, and the device

app-organization = ארגון
app-zone = אזור זמן
app-sign-in = הכניסה שלך
app-sign-in-help = מפתחות גישה, סיסמה, קודים חד-פעמיים
app-control = מרכז הבקרה
app-control-help = אותו חשבון, לשולחן העבודה
app-language = השפה של האפליקציה הזו
app-language-auto = לפי הדפדפן
app-notifications = התראות
app-push-on = פעילות: המכשיר הזה מראה מתי אורחים מגיעים עם הקישורים שלך, לפי הגדרת כל קישור.
app-push-off = כבויות: המכשיר הזה לא מראה דבר כשאורחים מגיעים.
app-push-turn-on = הפעלה במכשיר הזה
app-push-turn-off = כיבוי במכשיר הזה
app-push-scripts = התראות דורשות סקריפטים בדפדפן הזה.
app-push-unable = הדפדפן הזה לא מציג התראות. ב-iPhone יש להוסיף קודם את האפליקציה למסך הבית.
app-push-denied = הדפדפן הזה קיבל הוראה לא להציג התראות של האתר. אפשר להתיר אותן בהגדרות שלו ולחזור.
app-push-failed = זה לא הצליח כרגע. יש לבדוק את החיבור ולנסות שוב.
app-push-something = משהו קרה בדלתות שלך.
app-install = במסך הבית
app-install-help = לאחר ההתקנה Keylink נפתח כמו כל אפליקציה. ב-iPhone: שיתוף, ואז „הוספה למסך הבית”. ב-Android: תפריט הדפדפן, ואז „התקנת אפליקציה” או „הוספה למסך הבית”.
app-install-now = התקנה עכשיו
app-sign-out = יציאה
app-description = הדלתות שלך: לפתוח אותן ולשתף אותן בקישור.
app-offline-lead = או שהשרת אינו עונה. דבר כאן אינו ממתין להיפתח מאוחר יותר. כרטיס, קוד PIN או מפתח אולי עוד יפתחו אותן.
app-try-again = לנסות שוב

## What was done, and what is wrong

app-done-saved = נשמר.
app-done-nothing = דבר לא שונה.
app-done-link-extended = לקישור יש עוד זמן.
app-done-link-revoked = הקישור בוטל. הוא אינו פותח עוד דבר.
app-done-link-queued = זה בדרך. מה יעלה בגורלו מופיע תחת „מה Keylink שלח”.
app-done-device-freed = הקישור יקבל מכשיר אחר.
app-trouble-not-found =
    .title = אין כאן דבר
    .message = ייתכן שזה הוסר, או שהכתובת אינה שלמה.
app-trouble-forbidden =
    .title = זה אסור
    .message = דבר לא שונה. אפשר לפנות למנהל מערכת בארגון.
app-trouble-unfit =
    .title = זה כבר לא מתאים
    .message = דבר לא שונה. יש לטעון את הדף שוב ולראות מה המצב עכשיו.
app-trouble-too-often =
    .title = יותר מדי פעמים בזמן קצר
    .message = יש להמתין דקה ולנסות שוב.
app-trouble-not-now =
    .title = זה לא הצליח כרגע
    .message = דבר לא שונה. אפשר לנסות שוב בעוד רגע.
app-trouble-in-doubt =
    .title = עוד לא ידוע
    .message = זה לא אושר בזמן. לפני ניסיון נוסף יש לבדוק אם זה נעשה.
app-wrong-name = יש לכתוב תיאור של 120 תווים לכל היותר, בשורה אחת.
app-wrong-doors = יש לבחור לפחות דלת אחת שמותר לך לשתף.
app-wrong-start = יש לבחור התחלה שקודמת לסיום.
app-wrong-start-new = יש לבחור התחלה שעוד לא הגיעה וקודמת לסיום, או להתחיל עכשיו.
app-wrong-end = יש לבחור סיום שעוד לא הגיע, אחרי ההתחלה ובתוך המגבלה.
app-wrong-uses = יש לתת מספר שלם, 1 או יותר, בתוך המגבלה.
app-wrong-pin = יש להקליד 4 עד 8 ספרות.
app-wrong-arrivals = יש לבחור איך להודיע לך, או „אף פעם”.
app-wrong-template = אי אפשר עוד להשתמש בתבנית הזו. יש לבחור אחרת.
app-wrong-channel = בחרו איך לשלוח.
app-wrong-address = בדקו את הכתובת או המספר: הוא חסר או אינו יכול להיות נכון. דבר לא נשלח.
app-wrong-other = זה לא הצליח. יש לראות מה המצב עכשיו ולנסות שוב.
