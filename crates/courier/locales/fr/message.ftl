### What is written to guests, in French. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday } { $day } { $month } { $year }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = heure de { $place ->
        [Athens] Athènes
        [Brussels] Bruxelles
        [Bucharest] Bucarest
        [Copenhagen] Copenhague
        [Lisbon] Lisbonne
        [London] Londres
        [Moscow] Moscou
        [Vienna] Vienne
        [Warsaw] Varsovie
       *[other] { $city }
    }

weekday-1 = lun.
weekday-2 = mar.
weekday-3 = mer.
weekday-4 = jeu.
weekday-5 = ven.
weekday-6 = sam.
weekday-7 = dim.

month-1 = janv.
month-2 = févr.
month-3 = mars
month-4 = avr.
month-5 = mai
month-6 = juin
month-7 = juil.
month-8 = août
month-9 = sept.
month-10 = oct.
month-11 = nov.
month-12 = déc.

## The mail

subject = Une clé pour vous de la part de { $organization }
hello = Bonjour,
invited = { $sender } vous envoie une clé pour { $organization }.
invited-by-nobody = Voici votre clé pour { $organization }.
how-to = Une fois devant la porte, ouvrez ce lien sur votre téléphone. La page affiche un bouton : maintenez-le enfoncé.
open-key = Ouvrir la clé
scan = Vous lisez ce message sur un ordinateur ? Scannez ce code avec votre téléphone.
qr-alt = Le lien sous forme de code QR
from-until = Elle fonctionne du { $from } au { $until } ({ $zone }).
only-from = Elle fonctionne à partir du { $from } ({ $zone }).
only-until = Elle fonctionne jusqu’au { $until } ({ $zone }).
always = Elle fonctionne jusqu’à ce qu’elle soit retirée.
# What stands for the end of a key that has none: "until further notice".
no-end = nouvel ordre
in-hours = Seulement à ces heures : { $hours }.
max-uses =
    { $count ->
        [one] Elle ouvre { $count } fois.
       *[other] Elle ouvre { $count } fois.
    }
after-first-use = Elle prend fin quelque temps après la première ouverture ; la page indique quand.
care = Quiconque a ce lien peut ouvrir la porte : merci de ne pas le transmettre.
ask = Si quelque chose ne fonctionne pas, demandez à { $sender }.
calendar-attached = Les horaires sont joints pour votre agenda.

## The calendar file

calendar-summary = Clé pour { $organization }
calendar-note = Le lien est arrivé par e-mail ; il ne figure pas ici, car les agendas sont souvent partagés.

## The text message

sms = { $sender } vous envoie une clé pour { $organization }. { $window } { $url }
sms-by-nobody = Votre clé pour { $organization }. { $window } { $url }

arrival-subject = { $link } : { $door } a été ouverte
arrival = Le lien d’invité « { $link } » a ouvert { $door } : { $when } ({ $zone }).
arrival-page = Le reste de l’historique se trouve sur la page du lien :
arrival-open = Voir le lien
arrival-care = Vous recevez ce message parce que vous l’avez demandé sur la page du lien ; vous pouvez aussi l’y désactiver.
arrival-push = a ouvert { $door }, { $time }
