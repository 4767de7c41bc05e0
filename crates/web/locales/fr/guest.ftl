### The guest page in French. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = Français
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday } { $day } { $month }, { $hour }:{ $minute }
date-time-year = { $weekday } { $day } { $month } { $year }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
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
in-zone = { $time } ({ $zone })

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

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Un lien-clé
preview-description = Ouvrez-le sur votre téléphone une fois devant la porte

## The head of the page

someone = la personne qui vous a envoyé ce lien
invited = { $maker } vous invite
invited-by-nobody = Votre lien-clé
until = jusqu’au { $time }
uses-left =
    { $count ->
        [one] encore { $count } ouverture
       *[other] encore { $count } ouvertures
    }
language = Langue

## A door

online = en ligne
offline = hors ligne
locked = verrouillée
unlocked = déverrouillée
open = ouverte
closed = fermée
note-offline = La porte est injoignable pour l’instant. Vous pouvez quand même essayer.
note-held-open = Cette porte est déverrouillée en ce moment : il suffit de l’ouvrir.

## The button

unlock = Ouvrir
hold = Maintenir pour ouvrir
holding = Continuez d’appuyer…
opening = Ouverture…
press-again = Appuyez encore pour ouvrir
hint = Maintenez le bouton jusqu’à ce qu’il soit rempli.
hint-keys = Maintenez le bouton, ou appuyez deux fois.

## What came of a press

opened =
    .title = C’est ouvert. Poussez la porte.
    .message = { "" }
sent =
    .title = Envoyé.
    .message = Cette porte ne peut pas répondre ; essayez-la maintenant.
unknown =
    .title = La porte n’a pas répondu.
    .message = Essayez la porte, puis appuyez à nouveau ou adressez-vous à { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Impossible de vérifier pour l’instant.
    .message = Cette fois, rien n’a été envoyé. Si vous aviez déjà appuyé, essayez la porte. Sinon, appuyez à nouveau dans un instant, ou adressez-vous à { $maker }.
silent =
    .title = Votre téléphone n’a reçu aucune réponse.
    .message = Essayez la porte ; puis appuyez à nouveau.
phone-offline =
    .title = Votre téléphone est hors ligne.
    .message = Il faut une connexion pour ouvrir la porte. Rien n’a été envoyé.
back = Retour aux portes

## Before its time

not-yet =
    .title = Pas encore ouvert
    .message = Vous pourrez ouvrir à partir du { $time }.
outside-hours =
    .title = Pas à cette heure
    .message = Vous pourrez ouvrir à nouveau à partir du { $time }.
outside-hours-ended =
    .title = Pas à cette heure
    .message = Ce lien n’a plus d’horaires à venir. Adressez-vous à { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = dans { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] dans { $count } jour
       *[other] dans { $count } jours
    }
wait-here = Le bouton apparaîtra ici tout seul.

## After its time

ended-expired =
    .title = Ce lien a expiré
    .message = Sa période est terminée. Si vous devez encore entrer, adressez-vous à { $maker }.
ended-revoked =
    .title = Ce lien a été retiré
    .message = Il n’ouvre plus rien. Si vous devez encore entrer, adressez-vous à { $maker }.
ended-used-up =
    .title = Ce lien est épuisé
    .message = Il a déjà servi autant de fois que prévu. Si vous devez encore entrer, adressez-vous à { $maker }.
ended-withdrawn =
    .title = Ce lien n’ouvre pas pour l’instant
    .message = Il est hors service. Si vous devez entrer, adressez-vous à { $maker }.
ended-doors-removed =
    .title = Ce lien n’a plus de porte
    .message = Ce qu’il ouvrait a été supprimé. Si vous devez entrer, adressez-vous à { $maker }.

## Without a link, or without the house

not-found =
    .title = Nous ne connaissons pas ce lien
    .message = Vérifiez qu’il a été copié en entier, jusqu’au dernier caractère. Si c’est le cas, demandez-en un nouveau à { $maker }.
too-many-tries =
    .title = Trop d’essais
    .message = Attendez une minute, puis rechargez cette page. Un lien valable continue de fonctionner.
trouble =
    .title = Un problème est survenu
    .message = La page n’a pas pu être créée et rien n’a été ouvert. Rechargez-la dans un instant, ou adressez-vous à { $maker }.
trouble-reference = Si vous le signalez, mentionnez { $reference }.
reload = Recharger

## The number, for phones without scripts

number-title = Saisissez ce nombre
number-why = Il montre qu’une personne est devant la porte. Il est valable une minute.
number-label = Le nombre
number-wrong = Ce n’était pas le bon nombre. En voici un nouveau.
number-send = Ouvrir { $door }

## Details

how-to-get-in = Comment entrer
map = Plan
ask = Contacter { $maker }
logged = Les ouvertures sont inscrites au journal du bâtiment.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Pas ouvert
    .message = Ce lien n’est pas connu ici. Vérifiez qu’il a été copié en entier, ou demandez-en un nouveau à { $maker }.
refusal-no-gesture =
    .title = Pas ouvert
    .message = Maintenez le bouton jusqu’à ce qu’il soit rempli : nous saurons ainsi qu’une personne est devant la porte.
refusal-link-revoked =
    .title = Pas ouvert
    .message = Ce lien a été retiré. Demandez-en un nouveau à { $maker }.
refusal-link-not-yet-valid =
    .title = Pas ouvert
    .message = Votre période n’a pas encore commencé. Adressez-vous à { $maker } si vous devez entrer maintenant.
refusal-link-expired =
    .title = Pas ouvert
    .message = La période de ce lien est terminée. Demandez-en un nouveau à { $maker }.
refusal-link-used-up =
    .title = Pas ouvert
    .message = Ce lien a déjà servi autant de fois que prévu. Demandez-en un nouveau à { $maker }.
refusal-link-outside-hours =
    .title = Pas ouvert
    .message = Ce lien n’ouvre pas à cette heure. Revenez pendant ses horaires, ou adressez-vous à { $maker }.
refusal-door-not-on-link =
    .title = Pas ouvert
    .message = Ce lien n’ouvre plus cette porte. Adressez-vous à { $maker }.
refusal-cloud-key-inactive =
    .title = Pas ouvert
    .message = Ce lien est hors service. Demandez-en un nouveau à { $maker }.
refusal-user-inactive =
    .title = Pas ouvert
    .message = Ce lien est hors service. Demandez-en un nouveau sur place.
refusal-no-access =
    .title = Pas ouvert
    .message = Ce lien n’ouvre plus cette porte. Adressez-vous à { $maker }.
refusal-no-remote-unlock =
    .title = Pas ouvert
    .message = Cette porte ne s’ouvre pas avec un lien pour l’instant. Adressez-vous à { $maker }.
refusal-access-outside-schedule =
    .title = Pas ouvert
    .message = Cette porte ne s’ouvre pas avec un lien à cette heure. Revenez plus tard, ou adressez-vous à { $maker }.
refusal-door-locked =
    .title = Pas ouvert
    .message = Cette porte est interdite à tous pour l’instant. Adressez-vous à { $maker }.
refusal-door-onsite-only =
    .title = Pas ouvert
    .message = Pour l’instant, cette porte ne s’ouvre que sur place, avec une carte, un code ou une clé. Adressez-vous à { $maker }.
refusal-site-lockdown =
    .title = Pas ouvert
    .message = Le bâtiment est confiné, et aucun lien ne l’ouvre. Adressez-vous à { $maker }.
refusal-too-many-presses =
    .title = Pas ouvert
    .message = Trop d’appuis en peu de temps. Attendez une minute, puis appuyez à nouveau.
refusal-door-not-wired =
    .title = Pas ouvert
    .message = Cette porte n’est pas encore raccordée. Adressez-vous à { $maker }.
refusal-door-offline =
    .title = Pas ouvert
    .message = La porte est injoignable pour l’instant. Appuyez à nouveau dans une minute, ou adressez-vous à { $maker }.
refusal-door-jammed =
    .title = Pas ouvert
    .message = La serrure n’a pas bougé. Poussez légèrement la porte et appuyez à nouveau, ou adressez-vous à { $maker }.
refusal-too-late =
    .title = Pas ouvert
    .message = L’appui a mis trop de temps à atteindre la porte ; rien n’a été envoyé. Appuyez à nouveau.
refusal-not-recorded =
    .title = Pas ouvert
    .message = Votre lien n’a pas pu être vérifié ; rien n’a été envoyé. Appuyez à nouveau dans un instant, ou adressez-vous à { $maker }.

## What a link asks for, and passing it on

passed-on = Transmis par une personne invitée par { $maker }
pin-title = Saisissez votre code PIN
pin-lead = Il vous a été communiqué autrement que par ce lien. Sinon, adressez-vous à { $maker }.
pin-send = Continuer
pin-wrong = Ce n’était pas le bon code. Réessayez.
pin-wait = Trop d’erreurs. Réessayez après { $time }, ou adressez-vous à { $maker }.
other-device =
    .title = Ce lien appartient à un autre appareil
    .message = Il n’ouvre que sur l’appareil qui l’a utilisé en premier, dans le même navigateur. Utilisez celui-là, ou demandez à { $maker } de le libérer.
share-on = Transmettre
share-lead = Créez un lien à part pour quelqu’un d’autre. Il n’ouvre rien de plus que le vôtre et finit avec lui, et ses ouvertures comptent aussi pour le vôtre. Vous pouvez le retirer ici à tout moment.
share-name = Pour qui ?
share-doors = Quelles portes ?
share-from = De
share-until = À
share-window-help = À l’heure du bâtiment ({ $zone }). Si c’est vide, comme pour votre lien.
share-uses = Combien de fois ?
share-uses-help = Si c’est vide, autant que votre lien.
share-number = Saisissez { $number } ici
share-number-why = Cela montre qu’une personne envoie ce formulaire.
share-make = Créer le lien
share-wrong-name = Écrivez un nom de 120 caractères au plus, sur une ligne.
share-wrong-doors = Choisissez au moins une porte.
share-wrong-window = Choisissez des heures qui se suivent et restent dans celles de votre lien.
share-wrong-uses = Indiquez un nombre qui ne dépasse pas ce qui reste à votre lien.
share-full = Vous avez transmis ce lien autant de fois que possible. Retirez-en un d’abord, ou adressez-vous à { $maker }.
share-given = Transmis
share-made =
    .title = Le lien pour { $name } est prêt
    .message = Envoyez-le maintenant : il ne sera plus montré. Qui l’a peut ouvrir les portes.
share-address = Le lien
share-withdraw = Retirer
share-withdraw-ask = Retirer le lien de { $name } ?
share-withdrawn = retiré
call = Appeler
mail = Écrire un courriel
refusal-origin-withdrawn =
    .title = Pas ouvert
    .message = La personne qui vous a transmis ce lien ne peut plus rien transmettre. Adressez-vous à { $maker }.
refusal-pin-needed =
    .title = Pas ouvert
    .message = Ce lien demande un code PIN. Rechargez la page et saisissez-le, ou adressez-vous à { $maker }.
refusal-other-device =
    .title = Pas ouvert
    .message = Ce lien n’ouvre que sur l’appareil qui l’a utilisé en premier. Utilisez celui-là, ou demandez à { $maker } de le libérer.
refusal-device-unknown =
    .title = Pas ouvert
    .message = Ce lien doit reconnaître votre appareil, et votre navigateur ne garde pas de cookies. Autorisez-les et rechargez la page, ou adressez-vous à { $maker }.
