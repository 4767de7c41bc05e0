### What is written to guests, in Spanish. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day } { $month } { $year }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = hora de { $place ->
        [Athens] Atenas
        [Belgrade] Belgrado
        [Berlin] Berlín
        [Brussels] Bruselas
        [Bucharest] Bucarest
        [Copenhagen] Copenhague
        [Dublin] Dublín
        [Lisbon] Lisboa
        [Ljubljana] Liubliana
        [London] Londres
        [Luxembourg] Luxemburgo
        [Moscow] Moscú
        [Paris] París
        [Prague] Praga
        [Rome] Roma
        [Stockholm] Estocolmo
        [Vienna] Viena
        [Warsaw] Varsovia
        [Zurich] Zúrich
       *[other] { $city }
    }

weekday-1 = lun
weekday-2 = mar
weekday-3 = mié
weekday-4 = jue
weekday-5 = vie
weekday-6 = sáb
weekday-7 = dom

month-1 = ene
month-2 = feb
month-3 = mar
month-4 = abr
month-5 = may
month-6 = jun
month-7 = jul
month-8 = ago
month-9 = sept
month-10 = oct
month-11 = nov
month-12 = dic

## The mail

subject = Una llave para usted de { $organization }
hello = Hola:
invited = { $sender } le envía una llave para { $organization }.
invited-by-nobody = Aquí tiene su llave para { $organization }.
how-to = Cuando esté ante la puerta, abra este enlace en el teléfono. La página muestra un botón: manténgalo pulsado.
open-key = Abrir la llave
scan = ¿Lo lee en un ordenador? Escanee este código con el teléfono.
qr-alt = El enlace como código QR
from-until = Funciona desde { $from } hasta { $until } ({ $zone }).
only-from = Funciona a partir de { $from } ({ $zone }).
only-until = Funciona hasta { $until } ({ $zone }).
always = Funciona hasta que se retire.
# What stands for the end of a key that has none: "until further notice".
no-end = nuevo aviso
in-hours = Solo a estas horas: { $hours }.
max-uses =
    { $count ->
        [one] Abre { $count } vez.
       *[other] Abre { $count } veces.
    }
after-first-use = Termina un tiempo después del primer uso; la página le dice cuándo.
care = Quien tenga este enlace puede abrir la puerta; por favor, no lo reenvíe.
ask = Si algo no funciona, pregunte a { $sender }.
calendar-attached = Adjuntamos las horas para su calendario.

## The calendar file

calendar-summary = Llave para { $organization }
calendar-note = El enlace llegó por correo electrónico; no aparece aquí porque los calendarios suelen compartirse.

## The text message

sms = { $sender } le envía una llave para { $organization }. { $window } { $url }
sms-by-nobody = Su llave para { $organization }. { $window } { $url }

arrival-subject = { $link }: se abrió { $door }
arrival = El enlace de invitado «{ $link }» abrió { $door }: { $when } ({ $zone }).
arrival-page = Qué más ha pasado se ve en la página del enlace:
arrival-open = Ver el enlace
arrival-care = Recibe este aviso porque lo pidió en la página del enlace; allí también puede desactivarlo.
arrival-push = abrió { $door }, { $time }
