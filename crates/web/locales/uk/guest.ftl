### The guest page in Ukrainian. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.
###
### Names are not declined: $maker always stands as the subject of its sentence or after a colon.

# What its speakers call it.
language-name = Українська
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day } { $month }, { $hour }:{ $minute }
date-time-year = { $weekday }, { $day } { $month } { $year } р., { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
zone-time = час: { $place ->
        [Amsterdam] Амстердам
        [Athens] Афіни
        [Belgrade] Белград
        [Berlin] Берлін
        [Brussels] Брюссель
        [Bucharest] Бухарест
        [Budapest] Будапешт
        [Chisinau] Кишинів
        [Copenhagen] Копенгаген
        [Dublin] Дублін
        [Helsinki] Гельсінкі
        [Istanbul] Стамбул
        [Kiev] Київ
        [Kyiv] Київ
        [Lisbon] Лісабон
        [Ljubljana] Любляна
        [London] Лондон
        [Madrid] Мадрид
        [Oslo] Осло
        [Paris] Париж
        [Prague] Прага
        [Riga] Рига
        [Rome] Рим
        [Sofia] Софія
        [Stockholm] Стокгольм
        [Tallinn] Таллінн
        [Vienna] Відень
        [Vilnius] Вільнюс
        [Warsaw] Варшава
        [Zagreb] Загреб
        [Zurich] Цюрих
       *[other] { $city }
    }
in-zone = { $time } ({ $zone })

weekday-1 = пн
weekday-2 = вт
weekday-3 = ср
weekday-4 = чт
weekday-5 = пт
weekday-6 = сб
weekday-7 = нд

month-1 = січня
month-2 = лютого
month-3 = березня
month-4 = квітня
month-5 = травня
month-6 = червня
month-7 = липня
month-8 = серпня
month-9 = вересня
month-10 = жовтня
month-11 = листопада
month-12 = грудня

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Посилання-ключ
preview-description = Відкрийте його на телефоні, коли будете біля дверей

## The head of the page

someone = людина, яка надіслала вам це посилання
invited = { $maker } запрошує вас
invited-by-nobody = Ваше посилання-ключ
until = до: { $time }
uses-left =
    { $count ->
        [one] залишилося { $count } відкриття
        [few] залишилося { $count } відкриття
        [many] залишилося { $count } відкриттів
       *[other] залишилося { $count } відкриття
    }
language = Мова

## A door

online = на зв’язку
offline = без зв’язку
locked = замкнено
unlocked = відімкнено
open = відчинено
closed = зачинено
note-offline = Зв’язку з дверима зараз немає. Усе ж можете спробувати.
note-held-open = Ці двері зараз відімкнені: просто відчиніть їх.

## The button

unlock = Відчинити
hold = Утримуйте, щоб відчинити
holding = Утримуйте далі…
opening = Відчиняємо…
press-again = Натисніть ще раз, щоб відчинити
hint = Утримуйте кнопку, доки вона не заповниться.
hint-keys = Утримуйте кнопку або натисніть її двічі.

## What came of a press

opened =
    .title = Відчинено. Штовхніть двері.
    .message = { "" }
sent =
    .title = Надіслано.
    .message = Ці двері не можуть відповісти; спробуйте їх зараз.
unknown =
    .title = Двері не відповіли.
    .message = Спробуйте двері, потім натисніть ще раз. Допоможе також { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Зараз перевірити неможливо.
    .message = Цього разу нічого не надіслано. Якщо ви вже натискали раніше, спробуйте двері. Якщо ні, натисніть ще раз за мить. Допоможе також { $maker }.
silent =
    .title = Ваш телефон не отримав відповіді.
    .message = Спробуйте двері; потім натисніть ще раз.
phone-offline =
    .title = Ваш телефон без зв’язку.
    .message = Щоб відчинити двері, потрібен зв’язок. Нічого не надіслано.
back = Назад до дверей

## Before its time

not-yet =
    .title = Ще не відчиняється
    .message = Відчинити можна з: { $time }.
outside-hours =
    .title = Не о цій порі
    .message = Знову відчинити можна з: { $time }.
outside-hours-ended =
    .title = Не о цій порі
    .message = Це посилання більше не має годин. Допоможе { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = через { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] через { $count } день
        [few] через { $count } дні
        [many] через { $count } днів
       *[other] через { $count } дня
    }
wait-here = Кнопка з’явиться тут сама.

## After its time

ended-expired =
    .title = Строк цього посилання сплив
    .message = Його час минув. Якщо вам ще потрібно ввійти, допоможе { $maker }.
ended-revoked =
    .title = Це посилання відкликано
    .message = Воно більше нічого не відчиняє. Якщо вам ще потрібно ввійти, допоможе { $maker }.
ended-used-up =
    .title = Це посилання вичерпано
    .message = Воно відчинило стільки разів, скільки передбачено. Якщо вам ще потрібно ввійти, допоможе { $maker }.
ended-withdrawn =
    .title = Це посилання зараз не відчиняє
    .message = Воно не діє. Якщо вам потрібно ввійти, допоможе { $maker }.
ended-doors-removed =
    .title = Це посилання більше не має дверей
    .message = Те, що воно відчиняло, видалено. Якщо вам потрібно ввійти, допоможе { $maker }.

## Without a link, or without the house

not-found =
    .title = Ми не знаємо цього посилання
    .message = Перевірте, чи його скопійовано повністю, до останнього символу. Якщо так, нове може надіслати { $maker }.
too-many-tries =
    .title = Забагато спроб
    .message = Зачекайте хвилину, потім завантажте цю сторінку знову. Чинне посилання працює далі.
trouble =
    .title = Щось пішло не так
    .message = Не вдалося створити сторінку, і нічого не відчинено. За мить завантажте її знову. Допоможе також { $maker }.
trouble-reference = Повідомляючи про це, назвіть { $reference }.
reload = Завантажити знову

## The number, for phones without scripts

number-title = Уведіть це число
number-why = Воно показує, що біля дверей стоїть людина. Діє одну хвилину.
number-label = Число
number-wrong = Це було не те число. Ось нове.
number-send = Відчинити: { $door }

## Details

how-to-get-in = Як увійти
map = Карта
ask = Контакт: { $maker }
logged = Відкриття записуються в журнал будинку.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Не відчинено
    .message = Це посилання тут невідоме. Перевірте, чи його скопійовано повністю. Нове може надіслати { $maker }.
refusal-no-gesture =
    .title = Не відчинено
    .message = Утримуйте кнопку, доки вона не заповниться, щоб ми знали, що біля дверей стоїть людина.
refusal-link-revoked =
    .title = Не відчинено
    .message = Це посилання відкликано. Нове може надіслати { $maker }.
refusal-link-not-yet-valid =
    .title = Не відчинено
    .message = Ваш час ще не настав. Якщо вам потрібно ввійти зараз, допоможе { $maker }.
refusal-link-expired =
    .title = Не відчинено
    .message = Час цього посилання минув. Нове може надіслати { $maker }.
refusal-link-used-up =
    .title = Не відчинено
    .message = Це посилання відчинило стільки разів, скільки передбачено. Нове може надіслати { $maker }.
refusal-link-outside-hours =
    .title = Не відчинено
    .message = Це посилання не відчиняє о цій порі. Поверніться в його години. Допоможе { $maker }.
refusal-door-not-on-link =
    .title = Не відчинено
    .message = Це посилання більше не відчиняє цих дверей. Допоможе { $maker }.
refusal-cloud-key-inactive =
    .title = Не відчинено
    .message = Це посилання не діє. Нове може надіслати { $maker }.
refusal-user-inactive =
    .title = Не відчинено
    .message = Це посилання не діє. Попросіть нове в будинку.
refusal-no-access =
    .title = Не відчинено
    .message = Це посилання більше не відчиняє цих дверей. Допоможе { $maker }.
refusal-no-remote-unlock =
    .title = Не відчинено
    .message = Ці двері зараз не відчиняються посиланням. Допоможе { $maker }.
refusal-access-outside-schedule =
    .title = Не відчинено
    .message = О цій порі ці двері не відчиняються посиланням. Поверніться пізніше. Допоможе { $maker }.
refusal-door-locked =
    .title = Не відчинено
    .message = Ці двері зараз зачинені для всіх. Допоможе { $maker }.
refusal-door-onsite-only =
    .title = Не відчинено
    .message = Ці двері зараз відчиняються лише на місці: карткою, кодом або ключем. Допоможе { $maker }.
refusal-site-lockdown =
    .title = Не відчинено
    .message = Будинок заблоковано, і жодне посилання його не відчиняє. Допоможе { $maker }.
refusal-too-many-presses =
    .title = Не відчинено
    .message = Забагато натискань за короткий час. Зачекайте хвилину, потім натисніть ще раз.
refusal-door-not-wired =
    .title = Не відчинено
    .message = Ці двері ще не під’єднано. Допоможе { $maker }.
refusal-door-offline =
    .title = Не відчинено
    .message = Зв’язку з дверима зараз немає. Натисніть ще раз за хвилину. Допоможе { $maker }.
refusal-door-jammed =
    .title = Не відчинено
    .message = Замок не зрушив. Легко штовхніть двері й натисніть ще раз. Допоможе { $maker }.
refusal-too-late =
    .title = Не відчинено
    .message = Команда надто довго йшла до дверей, тому нічого не надіслано. Натисніть ще раз.
refusal-not-recorded =
    .title = Не відчинено
    .message = Не вдалося перевірити ваше посилання, тому нічого не надіслано. Натисніть ще раз за мить. Допоможе { $maker }.

## What a link asks for, and passing it on

passed-on = Вам його передали. Запрошує { $maker }
pin-title = Уведіть свій PIN-код
pin-lead = Вам повідомили його іншим шляхом, ніж це посилання. Якщо ні, допоможе { $maker }.
pin-send = Далі
pin-wrong = Це не той PIN-код. Спробуйте ще раз.
pin-wait = Забагато помилок. Спробуйте після { $time }; допоможе також { $maker }.
other-device =
    .title = Це посилання належить іншому пристрою
    .message = Воно відчиняє лише на пристрої, який скористався ним першим, у тому самому браузері. Візьміть той пристрій; звільнити посилання може { $maker }.
share-on = Передати далі
share-lead = Створіть окреме посилання для когось іншого. Воно відчиняє не більше за ваше й закінчується разом із ним, а його відкриття рахуються і для вашого. Ви будь-коли можете відкликати його тут.
share-name = Для кого?
share-doors = Які двері?
share-from = Від
share-until = До
share-window-help = За годинником будинку ({ $zone }). Порожньо: як у вашому посиланні.
share-uses = Скільки разів?
share-uses-help = Порожньо: стільки, скільки ваше посилання.
share-number = Уведіть сюди { $number }
share-number-why = Це показує, що надсилає людина.
share-make = Створити посилання
share-wrong-name = Напишіть ім’я до 120 знаків, в один рядок.
share-wrong-doors = Виберіть принаймні одні двері.
share-wrong-window = Виберіть час по порядку й у межах вашого посилання.
share-wrong-uses = Укажіть число, не більше за те, що залишилося вашому посиланню.
share-full = Ви передали це посилання стільки разів, скільки можна. Спершу відкличте одне; допоможе також { $maker }.
share-given = Передано
share-made =
    .title = Посилання для: { $name } готове
    .message = Надішліть його зараз: удруге його не покажуть. Хто його має, може відчинити двері.
share-address = Посилання
share-withdraw = Відкликати
share-withdraw-ask = Відкликати посилання для: { $name }?
share-withdrawn = відкликано
call = Зателефонувати
mail = Написати листа
refusal-origin-withdrawn =
    .title = Не відчинено
    .message = Гість, від якого у вас це посилання, більше не може нічого передати. Допоможе { $maker }.
refusal-pin-needed =
    .title = Не відчинено
    .message = Це посилання потребує PIN-коду. Оновіть сторінку й уведіть його; допоможе також { $maker }.
refusal-other-device =
    .title = Не відчинено
    .message = Це посилання відчиняє лише на пристрої, який скористався ним першим. Візьміть той пристрій; звільнити посилання може { $maker }.
refusal-device-unknown =
    .title = Не відчинено
    .message = Це посилання має впізнати ваш пристрій, а браузер не зберігає файлів cookie. Дозвольте їх і оновіть сторінку; допоможе також { $maker }.
