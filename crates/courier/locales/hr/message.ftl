### What is written to guests, in Croatian. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day }. { $month } { $year }., { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = vrijeme: { $place ->
        [Athens] Atena
        [Belgrade] Beograd
        [Brussels] Bruxelles
        [Bucharest] Bukurešt
        [Budapest] Budimpešta
        [Copenhagen] Kopenhagen
        [Kiev] Kijev
        [Kyiv] Kijev
        [Lisbon] Lisabon
        [Luxembourg] Luksemburg
        [Moscow] Moskva
        [Paris] Pariz
        [Prague] Prag
        [Rome] Rim
        [Sofia] Sofija
        [Vienna] Beč
        [Warsaw] Varšava
        [Zurich] Zürich
       *[other] { $city }
    }

weekday-1 = pon
weekday-2 = uto
weekday-3 = sri
weekday-4 = čet
weekday-5 = pet
weekday-6 = sub
weekday-7 = ned

month-1 = sij
month-2 = velj
month-3 = ožu
month-4 = tra
month-5 = svi
month-6 = lip
month-7 = srp
month-8 = kol
month-9 = ruj
month-10 = lis
month-11 = stu
month-12 = pro

## The mail

subject = Ključ za vas: { $organization }
hello = Poštovani,
invited = { $sender } vam šalje ključ. Vrijedi za: { $organization }.
invited-by-nobody = Ovo je vaš ključ. Vrijedi za: { $organization }.
how-to = Kad budete pred vratima, otvorite ovu poveznicu na telefonu. Na stranici je gumb: držite ga pritisnutim.
open-key = Otvori ključ
scan = Čitate ovo na računalu? Skenirajte ovaj kôd telefonom.
qr-alt = Poveznica kao QR kôd
from-until = Vrijedi od: { $from }, do: { $until } ({ $zone }).
only-from = Vrijedi od: { $from } ({ $zone }).
only-until = Vrijedi do: { $until } ({ $zone }).
always = Vrijedi dok se ne opozove.
# What stands for the end of a key that has none: "until further notice".
no-end = opoziva
in-hours = Samo u ovo vrijeme: { $hours }.
max-uses =
    { $count ->
        [one] Otvara { $count } put.
        [few] Otvara { $count } puta.
       *[other] Otvara { $count } puta.
    }
after-first-use = Neko vrijeme nakon prve uporabe prestaje vrijediti; stranica kaže kada.
care = Tko ima ovu poveznicu, može otvoriti vrata, stoga je nemojte prosljeđivati.
ask = Ako nešto ne radi, obratite se osobi koja je poslala ključ: { $sender }.
calendar-attached = Vremena su u privitku za vaš kalendar.

## The calendar file

calendar-summary = Ključ: { $organization }
calendar-note = Poveznica je stigla e-poštom; ovdje je nema jer se kalendari često dijele.

## The text message

sms = { $sender } vam šalje ključ: { $organization }. { $window } { $url }
sms-by-nobody = Vaš ključ: { $organization }. { $window } { $url }

arrival-subject = { $link }: otvoreno – { $door }
arrival = Poveznica za goste „{ $link }” otvorila je: { $door }, { $when } ({ $zone }).
arrival-page = Što se još dogodilo piše na stranici poveznice:
arrival-open = Pogledaj poveznicu
arrival-care = Ovu obavijest dobivate jer ste to zatražili na stranici poveznice; ondje je možete i isključiti.
arrival-push = otvoreno: { $door }, { $time }
