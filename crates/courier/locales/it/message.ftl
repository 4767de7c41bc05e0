### What is written to guests, in Italian. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday } { $day } { $month } { $year }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = ora di { $place ->
        [Athens] Atene
        [Belgrade] Belgrado
        [Berlin] Berlino
        [Brussels] Bruxelles
        [Bucharest] Bucarest
        [Copenhagen] Copenaghen
        [Dublin] Dublino
        [Lisbon] Lisbona
        [Ljubljana] Lubiana
        [London] Londra
        [Luxembourg] Lussemburgo
        [Moscow] Mosca
        [Paris] Parigi
        [Prague] Praga
        [Rome] Roma
        [Stockholm] Stoccolma
        [Warsaw] Varsavia
        [Zagreb] Zagabria
        [Zurich] Zurigo
       *[other] { $city }
    }

weekday-1 = lun
weekday-2 = mar
weekday-3 = mer
weekday-4 = gio
weekday-5 = ven
weekday-6 = sab
weekday-7 = dom

month-1 = gen
month-2 = feb
month-3 = mar
month-4 = apr
month-5 = mag
month-6 = giu
month-7 = lug
month-8 = ago
month-9 = set
month-10 = ott
month-11 = nov
month-12 = dic

## The mail

subject = Una chiave per Lei da { $organization }
hello = Buongiorno,
invited = { $sender } Le invia una chiave per { $organization }.
invited-by-nobody = Ecco la Sua chiave per { $organization }.
how-to = Quando è davanti alla porta, apra questo link sul telefono. La pagina mostra un pulsante: lo tenga premuto.
open-key = Aprire la chiave
scan = Sta leggendo al computer? Inquadri questo codice con il telefono.
qr-alt = Il link come codice QR
from-until = Funziona da { $from } a { $until } ({ $zone }).
only-from = Funziona da { $from } ({ $zone }).
only-until = Funziona fino a { $until } ({ $zone }).
always = Funziona finché non viene ritirata.
# What stands for the end of a key that has none: "until further notice".
no-end = nuovo avviso
in-hours = Solo in questi orari: { $hours }.
max-uses =
    { $count ->
        [one] Apre { $count } volta.
       *[other] Apre { $count } volte.
    }
after-first-use = Termina qualche tempo dopo il primo utilizzo; la pagina dice quando.
care = Chi ha questo link può aprire la porta: La preghiamo di non inoltrarlo.
ask = Se qualcosa non funziona, chieda a { $sender }.
calendar-attached = Gli orari sono allegati per il Suo calendario.

## The calendar file

calendar-summary = Chiave per { $organization }
calendar-note = Il link è arrivato per e-mail; non è scritto qui, perché i calendari sono spesso condivisi.

## The text message

sms = { $sender } Le invia una chiave per { $organization }. { $window } { $url }
sms-by-nobody = La Sua chiave per { $organization }. { $window } { $url }

arrival-subject = { $link }: aperta { $door }
arrival = Il link ospite «{ $link }» ha aperto { $door }: { $when } ({ $zone }).
arrival-page = Che cos’altro è successo si legge sulla pagina del link:
arrival-open = Vedere il link
arrival-care = Riceve questo avviso perché lo ha chiesto sulla pagina del link; lì può anche disattivarlo.
arrival-push = ha aperto { $door }, { $time }
