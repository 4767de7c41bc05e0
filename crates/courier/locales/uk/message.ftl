### What is written to guests, in Ukrainian. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day } { $month } { $year } р., { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
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

## The mail

subject = Ключ для вас: { $organization }
hello = Добрий день!
invited = { $sender } надсилає вам ключ. Місце: { $organization }.
invited-by-nobody = Ось ваш ключ. Місце: { $organization }.
how-to = Коли будете біля дверей, відкрийте це посилання на телефоні. На сторінці є кнопка: утримуйте її.
open-key = Відкрити ключ
scan = Читаєте це на комп’ютері? Відскануйте цей код телефоном.
qr-alt = Посилання як QR-код
from-until = Діє від: { $from }, до: { $until } ({ $zone }).
only-from = Діє від: { $from } ({ $zone }).
only-until = Діє до: { $until } ({ $zone }).
always = Діє, доки його не відкличуть.
# What stands for the end of a key that has none: "until further notice".
no-end = скасування
in-hours = Лише в ці години: { $hours }.
max-uses =
    { $count ->
        [one] Відчиняє { $count } раз.
        [few] Відчиняє { $count } рази.
        [many] Відчиняє { $count } разів.
       *[other] Відчиняє { $count } раза.
    }
after-first-use = Через деякий час після першого використання він перестане діяти; сторінка покаже коли.
care = Хто має це посилання, може відчинити двері, тож, будь ласка, не передавайте його далі.
ask = Якщо щось не працює, зверніться сюди: { $sender }.
calendar-attached = Час додано для вашого календаря.

## The calendar file

calendar-summary = Ключ: { $organization }
calendar-note = Посилання надійшло електронною поштою; тут його немає, бо календарями часто діляться.

## The text message

sms = { $sender } надсилає вам ключ: { $organization }. { $window } { $url }
sms-by-nobody = Ваш ключ: { $organization }. { $window } { $url }

arrival-subject = { $link }: відчинено – { $door }
arrival = За гостьовим посиланням «{ $link }» відчинено: { $door }, { $when } ({ $zone }).
arrival-page = Що ще сталося, видно на сторінці посилання:
arrival-open = Переглянути посилання
arrival-care = Ви отримуєте це повідомлення, бо так вибрано на сторінці посилання; там його можна й вимкнути.
arrival-push = відчинено: { $door }, { $time }
