### What is written to guests, in German. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day }. { $month } { $year }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = Ortszeit { $place ->
        [Athens] Athen
        [Brussels] Brüssel
        [Bucharest] Bukarest
        [Copenhagen] Kopenhagen
        [Kiev] Kiew
        [Kyiv] Kiew
        [Lisbon] Lissabon
        [Luxembourg] Luxemburg
        [Moscow] Moskau
        [Prague] Prag
        [Rome] Rom
        [Vienna] Wien
        [Warsaw] Warschau
        [Zurich] Zürich
       *[other] { $city }
    }

weekday-1 = Mo.
weekday-2 = Di.
weekday-3 = Mi.
weekday-4 = Do.
weekday-5 = Fr.
weekday-6 = Sa.
weekday-7 = So.

month-1 = Jan.
month-2 = Feb.
month-3 = März
month-4 = Apr.
month-5 = Mai
month-6 = Juni
month-7 = Juli
month-8 = Aug.
month-9 = Sept.
month-10 = Okt.
month-11 = Nov.
month-12 = Dez.

## The mail

subject = Ein Schlüssel für Sie von { $organization }
hello = Guten Tag,
invited = { $sender } schickt Ihnen einen Schlüssel für { $organization }.
invited-by-nobody = Hier ist Ihr Schlüssel für { $organization }.
how-to = Wenn Sie an der Tür stehen, öffnen Sie diesen Link auf dem Handy. Die Seite zeigt eine Taste: Halten Sie sie gedrückt.
open-key = Schlüssel öffnen
scan = Lesen Sie das am Computer? Dann scannen Sie diesen Code mit dem Handy.
qr-alt = Der Link als QR-Code
from-until = Er gilt von { $from } bis { $until } ({ $zone }).
only-from = Er gilt ab { $from } ({ $zone }).
only-until = Er gilt bis { $until } ({ $zone }).
always = Er gilt, bis er zurückgenommen wird.
# What stands for the end of a key that has none: "until further notice".
no-end = auf Weiteres
in-hours = Nur zu diesen Zeiten: { $hours }.
max-uses =
    { $count ->
        [one] Er öffnet einmal.
       *[other] Er öffnet { $count }-mal.
    }
after-first-use = Einige Zeit nach dem ersten Öffnen endet er; die Seite zeigt, wann.
care = Wer diesen Link hat, kann die Tür öffnen. Bitte geben Sie ihn nicht weiter.
ask = Wenn etwas nicht klappt, fragen Sie { $sender }.
calendar-attached = Die Zeiten liegen für Ihren Kalender bei.

## The calendar file

calendar-summary = Schlüssel für { $organization }
calendar-note = Der Link kam per E-Mail; er steht nicht hier, weil Kalender oft geteilt werden.

## The text message

sms = { $sender } schickt Ihnen einen Schlüssel für { $organization }. { $window } { $url }
sms-by-nobody = Ihr Schlüssel für { $organization }. { $window } { $url }

arrival-subject = { $link }: { $door } wurde geöffnet
arrival = Der Gastlink „{ $link }“ hat { $door } geöffnet: { $when } ({ $zone }).
arrival-page = Was sonst geschah, steht auf der Seite des Links:
arrival-open = Link ansehen
arrival-care = Sie erfahren das, weil Sie es auf der Seite des Links so eingestellt haben; dort lässt es sich auch abstellen.
arrival-push = hat { $door } geöffnet, { $time }
