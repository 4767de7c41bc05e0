### What is written to guests, in Polish. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day } { $month } { $year }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = czas: { $place ->
        [Athens] Ateny
        [Belgrade] Belgrad
        [Brussels] Bruksela
        [Bucharest] Bukareszt
        [Budapest] Budapeszt
        [Copenhagen] Kopenhaga
        [Istanbul] Stambuł
        [Kiev] Kijów
        [Kyiv] Kijów
        [Lisbon] Lizbona
        [Ljubljana] Lublana
        [London] Londyn
        [Luxembourg] Luksemburg
        [Madrid] Madryt
        [Moscow] Moskwa
        [Paris] Paryż
        [Prague] Praga
        [Rome] Rzym
        [Stockholm] Sztokholm
        [Vienna] Wiedeń
        [Vilnius] Wilno
        [Warsaw] Warszawa
        [Zagreb] Zagrzeb
        [Zurich] Zurych
       *[other] { $city }
    }

weekday-1 = pon.
weekday-2 = wt.
weekday-3 = śr.
weekday-4 = czw.
weekday-5 = pt.
weekday-6 = sob.
weekday-7 = niedz.

month-1 = stycznia
month-2 = lutego
month-3 = marca
month-4 = kwietnia
month-5 = maja
month-6 = czerwca
month-7 = lipca
month-8 = sierpnia
month-9 = września
month-10 = października
month-11 = listopada
month-12 = grudnia

## The mail

subject = Klucz dla Ciebie: { $organization }
hello = Dzień dobry,
invited = { $sender } przesyła Ci klucz. Miejsce: { $organization }.
invited-by-nobody = Oto Twój klucz. Miejsce: { $organization }.
how-to = Stojąc przy drzwiach, otwórz ten link w telefonie. Na stronie jest przycisk: przytrzymaj go.
open-key = Otwórz klucz
scan = Czytasz to na komputerze? Zeskanuj ten kod telefonem.
qr-alt = Link jako kod QR
from-until = Działa od: { $from }, do: { $until } ({ $zone }).
only-from = Działa od: { $from } ({ $zone }).
only-until = Działa do: { $until } ({ $zone }).
always = Działa do odwołania.
# What stands for the end of a key that has none: "until further notice".
no-end = odwołania
in-hours = Tylko w tych godzinach: { $hours }.
max-uses =
    { $count ->
        [one] Otwiera { $count } raz.
        [few] Otwiera { $count } razy.
        [many] Otwiera { $count } razy.
       *[other] Otwiera { $count } razy.
    }
after-first-use = Wygaśnie jakiś czas po pierwszym użyciu; strona pokaże kiedy.
care = Kto ma ten link, może otworzyć drzwi, więc prosimy nie przekazywać go dalej.
ask = Jeśli coś nie działa, osobą do kontaktu jest: { $sender }.
calendar-attached = Godziny dołączamy do Twojego kalendarza.

## The calendar file

calendar-summary = Klucz: { $organization }
calendar-note = Link przyszedł e-mailem; nie ma go tutaj, bo kalendarze są często udostępniane.

## The text message

sms = { $sender } przesyła Ci klucz: { $organization }. { $window } { $url }
sms-by-nobody = Twój klucz: { $organization }. { $window } { $url }

arrival-subject = { $link }: otwarto – { $door }
arrival = Link gościa „{ $link }” otworzył: { $door }, { $when } ({ $zone }).
arrival-page = Co jeszcze się zdarzyło, widać na stronie linku:
arrival-open = Zobacz link
arrival-care = Otrzymujesz tę wiadomość, bo tak wybrano na stronie linku; tam można ją też wyłączyć.
arrival-push = otwarto: { $door }, { $time }
