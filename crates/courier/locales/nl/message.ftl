### What is written to guests, in Dutch. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday } { $day } { $month } { $year }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = tijd in { $place ->
        [Athens] Athene
        [Berlin] Berlijn
        [Brussels] Brussel
        [Bucharest] Boekarest
        [Budapest] Boedapest
        [Copenhagen] Kopenhagen
        [Kiev] Kyiv
        [Lisbon] Lissabon
        [London] Londen
        [Luxembourg] Luxemburg
        [Moscow] Moskou
        [Paris] Parijs
        [Prague] Praag
        [Vienna] Wenen
        [Warsaw] Warschau
        [Zurich] Zürich
       *[other] { $city }
    }

weekday-1 = ma
weekday-2 = di
weekday-3 = wo
weekday-4 = do
weekday-5 = vr
weekday-6 = za
weekday-7 = zo

month-1 = jan
month-2 = feb
month-3 = mrt
month-4 = apr
month-5 = mei
month-6 = jun
month-7 = jul
month-8 = aug
month-9 = sep
month-10 = okt
month-11 = nov
month-12 = dec

## The mail

subject = Een sleutel voor u van { $organization }
hello = Goedendag,
invited = { $sender } stuurt u een sleutel voor { $organization }.
invited-by-nobody = Hier is uw sleutel voor { $organization }.
how-to = Open deze link op uw telefoon als u bij de deur staat. Op de pagina staat een knop: houd die ingedrukt.
open-key = Sleutel openen
scan = Leest u dit op een computer? Scan deze code dan met uw telefoon.
qr-alt = De link als QR-code
from-until = Hij werkt van { $from } tot { $until } ({ $zone }).
only-from = Hij werkt vanaf { $from } ({ $zone }).
only-until = Hij werkt tot { $until } ({ $zone }).
always = Hij werkt totdat hij wordt ingetrokken.
# What stands for the end of a key that has none: "until further notice".
no-end = nader bericht
in-hours = Alleen op deze uren: { $hours }.
max-uses =
    { $count ->
        [one] Hij opent één keer.
       *[other] Hij opent { $count } keer.
    }
after-first-use = Enige tijd na het eerste gebruik stopt hij; de pagina laat zien wanneer.
care = Wie deze link heeft, kan de deur openen. Stuur hem dus niet door.
ask = Werkt er iets niet? Vraag het aan { $sender }.
calendar-attached = De tijden zijn bijgevoegd voor uw agenda.

## The calendar file

calendar-summary = Sleutel voor { $organization }
calendar-note = De link kwam per e-mail; hij staat niet hier, omdat agenda’s vaak worden gedeeld.

## The text message

sms = { $sender } stuurt u een sleutel voor { $organization }. { $window } { $url }
sms-by-nobody = Uw sleutel voor { $organization }. { $window } { $url }

arrival-subject = { $link }: { $door } is geopend
arrival = Gastlink “{ $link }” heeft { $door } geopend: { $when } ({ $zone }).
arrival-page = Wat er verder gebeurde, staat op de pagina van de link:
arrival-open = Link bekijken
arrival-care = U krijgt dit bericht omdat u er op de pagina van de link om vroeg; daar kunt u het ook uitzetten.
arrival-push = heeft { $door } geopend, { $time }
