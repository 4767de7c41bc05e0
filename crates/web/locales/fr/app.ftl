### The members' app in French.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Portes
app-links = Liens
app-activity = Activité
app-me = Moi
app-skip = Aller au contenu
app-main = Menu principal
app-offline = Vous êtes hors ligne. Les portes ne s’ouvrent qu’avec une connexion.
app-lockdown = Confinement : { $names }. Personne n’y ouvre rien à distance.
app-whoever = la personne qui gère ce bâtiment
app-optional = facultatif
app-save = Enregistrer
app-cancel = Annuler

## Doors, and what came of a press

app-doors-none = Vous n’avez pas encore de porte. La personne qui gère ce bâtiment peut vous y donner accès.
app-share = Partager
app-find-door = Chercher une porte
app-find-none = Aucune porte ne porte ce nom.
app-not-wired = non raccordée
app-never-seen = jamais vue
app-held-open = maintenue ouverte
app-onsite = sur place seulement
app-locked-for-all = verrouillée pour tous
app-state-until = { $state } jusqu’à : { $time }
app-ask-building = Demandez à la personne qui gère ce bâtiment.
app-use-card = Utilisez votre carte ou votre code PIN à la porte.
app-too-often = Trop souvent en peu de temps. Réessayez dans { $seconds } s.
app-not-tried = Rien n’a été envoyé. Attendez un instant, puis appuyez à nouveau.
app-nothing-waits = Rien ne sera envoyé plus tard.
app-signed-out =
    .title = Vous êtes déconnecté.
    .message = Rien n’a été ouvert. Reconnectez-vous, puis appuyez à nouveau.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Le lien a été révoqué ou est hors service.
app-why-not-yet = La période du lien n’a pas commencé.
app-why-expired = La période du lien est terminée.
app-why-used-up = Le lien est épuisé.
app-why-hours = Cela n’ouvre pas à cette heure.
app-why-pin = Le code PIN n’a pas été donné.
app-why-device = C’était un autre appareil.
app-why-not-on-link = Le lien n’ouvre pas cette porte.
app-why-no-access = Il n’y a pas d’accès à cette porte.
app-why-no-remote = Cette porte ne s’ouvre pas à distance.
app-why-locked = La porte est verrouillée pour tous en ce moment.
app-why-onsite = La porte ne s’ouvre que sur place en ce moment.
app-why-lockdown = Le bâtiment est confiné.
app-why-too-many = Trop d’appuis en peu de temps.
app-why-not-wired = Cette porte n’est pas encore raccordée.
app-why-offline = La porte est injoignable.
app-why-jammed = La serrure n’a pas bougé.
app-why-too-late = L’appui est arrivé trop tard.
app-why-unchecked = La vérification n’a pas pu se faire.

## Sharing

app-share-title = Partager un accès par lien
app-share-none = Il n’y a aucune porte que vous puissiez partager. La personne qui gère ce bâtiment peut vous y autoriser.
app-to-doors = Vers vos portes
app-from-template = À partir d’un modèle
app-no-template = Aucun
app-template-choose = Ici, les liens se font à partir de modèles. Choisissez-en un.
app-template-missing = Ici, les liens se font à partir de modèles, et il n’y en a pas encore pour vous. Demandez-en un à un administrateur.
app-at-most = Au plus { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } utilisation
       *[other] { $count } utilisations
    }
app-more-doors = Autres portes
app-cannot-share = ne peut plus être partagée
app-lost-door = Une porte à laquelle vous n’avez plus accès
app-name = Brève description
app-name-help = Pour vous, par exemple « Mia, week-end ». Les invités ne la voient pas.
app-name-hint = Qui, et pour quoi
app-when = Quand
app-starts = Début
app-now = Maintenant
app-later = Plus tard
app-starts-on = Commence le
app-at-once = tout de suite, si vide
app-ends = Fin
app-tonight = Ce soir
app-sunday = Jusqu’à dimanche
app-custom = Autre
app-no-end = Sans fin
app-longest = { $length }, le plus long
app-ends-on = Se termine le
app-ends-says = Fin : { $time }
app-ends-never = Il se termine quand vous le révoquez.
app-clock = Les heures sont celles du bâtiment :
app-clock-first = La première porte choisie compte.
app-lasts-most = Un lien dure au plus { $length }.
app-minutes =
    { $count ->
        [one] { $count } minute
       *[other] { $count } minutes
    }
app-hours =
    { $count ->
        [one] { $count } heure
       *[other] { $count } heures
    }
app-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
app-weeks =
    { $count ->
        [one] { $count } semaine
       *[other] { $count } semaines
    }
app-share-do = Partager l’accès

## What else a link may carry

app-more = Plus
app-more-hint = PIN, nombre, transmission, arrivées
app-max-uses = Nombre d’utilisations
app-uses-any = Vide signifie autant que voulu.
app-pin-help = L’invité le tape une fois sur chaque appareil. Donnez-le par une autre voie que le lien. Il ne sera plus affiché.
app-pin-digits = 4 à 8 chiffres
app-pin-set = défini ; tapez-en un autre pour le changer
app-pin-none = Ne plus demander de code PIN
app-share-on = L’invité peut le transmettre
app-share-on-help = Il peut en tirer ses propres liens : moins de portes, moins longtemps. Ils prennent fin avec ce lien.
app-one-device = Premier appareil seulement
app-one-device-help = Le premier téléphone qui ouvre une porte avec ce lien est ensuite le seul. Vous pourrez en autoriser un autre.
app-page-language = Langue de la page de l’invité
app-guest-own = Celle de l’invité
app-contact = Contact sur la page de l’invité
app-contact-nobody = Votre nom seulement
app-contact-maker = Votre contact
app-contact-site = Le contact du bâtiment
app-arrivals = Me prévenir à l’arrivée
app-first-use = Première fois
app-every-use = Chaque fois
app-never = Jamais
app-notification = Notification
app-push-where = Sur les appareils où vous les avez activées
app-push-nowhere = Activez-les d’abord, sous « Moi »
app-mail = E-mail
app-mail-own = À votre propre adresse

## Handing a link out

app-ready = Le lien est prêt.
app-again = Partagez à nouveau ce lien.
app-how = Choisissez comment l’envoyer
app-sheet = Partager avec les applis de ce téléphone
app-sms = SMS
app-copy = Copier le lien
app-copied = Copié
app-paste = Collez-le dans Slack
app-keys = Appuyez sur Ctrl C
app-qr = Code QR
app-qr-help = L’invité le scanne avec son appareil photo.
app-address = Lien d’accès invité
app-what = Ce qui est envoyé
app-to-link = Vers le lien
app-subject = Votre clé pour { $organization }
app-invite = { $name } vous envoie une clé pour { $organization }.
app-invite-until = Valable jusqu’à : { $time }.
app-invite-open = Ouvrez cette page devant la porte et maintenez le bouton : { $url }
app-send-title = Laisser Keylink l’envoyer
app-send-to = À
app-send-to-help = Une adresse e-mail ; un numéro de téléphone avec l’indicatif du pays, par exemple +33 6 12 34 56 78 ; dans Slack, un canal ou un membre.
app-send = Envoyer
app-sent = Ce que Keylink a envoyé
app-delivery-queued = en route
app-delivery-sent = envoyé
app-delivery-failed = pas envoyé
app-delivery-unknown = personne ne sait si c’est parti
app-fail-address = L’adresse n’a pas été acceptée. Vérifiez-la, puis renvoyez.
app-fail-refused = Le message n’a pas été accepté.
app-fail-settings = L’envoi n’est pas bien configuré ici. Prévenez qui gère ce serveur.
app-fail-gave-up = Des essais ont été faits pendant des heures sans succès.
app-fail-link = Le lien avait pris fin ou changé avant l’envoi.

## One’s links

app-window-from = à partir de : { $time }
app-as-origin = comme le lien dont il provient
app-uses = Utilisations
app-uses-of = { $uses } sur { $max }
app-active = actif
app-upcoming = à venir
app-outside-hours = hors de ses heures
app-expired = expiré
app-used-up = épuisé
app-opens-nothing = n’ouvre rien
app-revoked = révoqué
app-over = terminé
app-is-revoked = Ce lien a été révoqué et n’ouvre plus rien.
app-hollow-key = Il n’ouvre rien en ce moment : votre droit de partager n’est pas valable. Demandez à qui gère ce bâtiment.
app-hollow-access = Il n’ouvre rien : vous ne pouvez plus partager ses portes.
app-hollow-doors = Il n’ouvre rien : ses portes ont été retirées.
app-hollow-origin = Il n’ouvre rien : le lien dont il provient est terminé.
app-typed = Ce que vous avez saisi
app-share-again = Copier ou partager à nouveau
app-more-time = Plus de temps
app-longer = { $length } de plus
app-change = Modifier ce lien
app-also = En outre
app-device-since = Il n’ouvre que sur un appareil, depuis : { $time }.
app-device-free = Autoriser un autre appareil
app-branch-of = Transmis depuis : { $name }
app-revoke = Révoquer ce lien
app-revoke-ask = Révoquer « { $name } » ?
app-revoke-lead = Dès lors il n’ouvre plus rien, définitivement. C’est irréversible.
app-unused = Il n’a jamais été utilisé.
app-used =
    { $count ->
        [one] Il a été utilisé { $count } fois.
       *[other] Il a été utilisé { $count } fois.
    }
app-revoke-do = Révoquer le lien
app-history = Ce qui s’est passé
app-share-door = Partager une porte
app-links-none = Pas encore de lien. Un lien ouvre des portes à un invité depuis une page web : sans appli, sans compte.
app-older = Afficher les plus anciens
app-no-older = Il n’y a rien de plus ancien.
app-activity-none = Rien ne s’est encore passé. Ce que vous ouvrez et ce que vos liens ouvrent s’affichera ici.

## What happened, in a few words

app-event-opened = Ouverte
app-event-sent = Ordre envoyé
app-event-refused = Refusé
app-event-failed = N’a pas ouvert
app-event-unknown = Pas de réponse ; peut-être ouverte
app-event-late = Réponse tardive
app-event-made = Lien créé
app-event-changed = Lien modifié
app-event-revoked = Lien révoqué
app-event-rotated = Le lien a une nouvelle adresse
app-event-copied = Adresse affichée à nouveau
app-event-passed-on = Lien transmis
app-event-pin = Mauvais code PIN
app-event-bound = Lien limité à un appareil
app-event-freed = Le lien accepte un autre appareil
app-event-delivered = Lien envoyé
app-event-handed = Lien remis à une application
app-event-handed-sheet = Remis au menu de partage de l’appareil
app-event-handed-mail = Remis à l’application de messagerie électronique
app-event-handed-sms = Remis à l’application de SMS
app-event-handed-whatsapp = Remis à WhatsApp
app-event-handed-slack = Lien copié pour Slack
app-event-handed-copy = Lien copié pour le transmettre
app-event-undelivered = Lien non envoyé
app-event-notice = Notification non remise
app-event-webhook = URL webhook modifiée
app-event-signed-in = Connexion
app-event-not-signed-in = Connexion échouée
app-event-account = Compte modifié
app-event-access = Accès modifié
app-event-settings = Réglages modifiés

## Oneself, and the device

app-organization = Organisation
app-zone = Fuseau horaire
app-sign-in = Votre connexion
app-sign-in-help = Clés d’accès, mot de passe, codes à usage unique
app-control = Centre de gestion
app-control-help = Le même compte, pour le bureau
app-language = Langue de cette appli
app-language-auto = Comme le demande le navigateur
app-notifications = Notifications
app-push-on = Activées : cet appareil signale l’arrivée d’invités par vos liens, selon chaque lien.
app-push-off = Désactivées : cet appareil ne signale pas l’arrivée d’invités.
app-push-turn-on = Activer sur cet appareil
app-push-turn-off = Désactiver sur cet appareil
app-push-scripts = Les notifications nécessitent les scripts dans ce navigateur.
app-push-unable = Ce navigateur n’affiche pas de notifications. Sur un iPhone, ajoutez d’abord l’appli à l’écran d’accueil.
app-push-denied = Ce navigateur a reçu l’ordre de ne pas afficher les notifications de ce site. Autorisez-les dans ses réglages, puis revenez.
app-push-failed = Cela n’a pas fonctionné. Vérifiez la connexion, puis réessayez.
app-push-something = Quelque chose s’est passé à vos portes.
app-install = Sur votre écran d’accueil
app-install-help = Installé, Keylink s’ouvre comme toute autre appli. Sur un iPhone : Partager, puis « Sur l’écran d’accueil ». Sur Android : le menu du navigateur, puis « Installer l’application » ou « Ajouter à l’écran d’accueil ».
app-install-now = Installer maintenant
app-sign-out = Se déconnecter
app-description = Vos portes : ouvrez-les et partagez-les par un lien.
app-offline-lead = Ou bien le serveur ne répond pas. Rien n’attend ici d’être ouvert plus tard. Une carte, un code PIN ou une clé peuvent encore les ouvrir.
app-try-again = Réessayer

## What was done, and what is wrong

app-done-saved = Enregistré.
app-done-nothing = Rien n’a été modifié.
app-done-link-extended = Le lien a plus de temps.
app-done-link-revoked = Le lien a été révoqué. Il n’ouvre plus rien.
app-done-link-queued = C’est en route. La suite se lit sous « Ce que Keylink a envoyé ».
app-done-device-freed = Le lien accepte un autre appareil.
app-trouble-not-found =
    .title = Il n’y a rien ici
    .message = Cela a peut-être été supprimé, ou l’adresse est incomplète.
app-trouble-forbidden =
    .title = Ce n’est pas autorisé
    .message = Rien n’a été modifié. Demandez à un administrateur de votre organisation.
app-trouble-unfit =
    .title = Cela ne convient plus
    .message = Rien n’a été modifié. Rechargez la page et regardez où en sont les choses.
app-trouble-too-often =
    .title = Trop souvent en peu de temps
    .message = Attendez une minute, puis réessayez.
app-trouble-not-now =
    .title = Cela n’a pas fonctionné
    .message = Rien n’a été modifié. Réessayez dans un instant.
app-trouble-in-doubt =
    .title = Personne ne le sait encore
    .message = La confirmation n’est pas arrivée à temps. Vérifiez si c’est fait avant de réessayer.
app-wrong-name = Écrivez une description de 120 caractères au plus, sur une ligne.
app-wrong-doors = Choisissez au moins une porte que vous pouvez partager.
app-wrong-start = Choisissez un début avant la fin.
app-wrong-start-new = Choisissez un début encore à venir et avant la fin, ou commencez maintenant.
app-wrong-end = Choisissez une fin encore à venir, après le début et dans la limite.
app-wrong-uses = Donnez un nombre entier, 1 ou plus, dans la limite.
app-wrong-pin = Tapez 4 à 8 chiffres.
app-wrong-arrivals = Choisissez comment être prévenu, ou « Jamais ».
app-wrong-template = Ce modèle n’est plus utilisable. Choisissez-en un autre.
app-wrong-channel = Choisissez comment l’envoyer.
app-wrong-address = Vérifiez l’adresse ou le numéro : il manque ou ne peut pas être juste. Rien n’a été envoyé.
app-wrong-other = Cela n’a pas fonctionné. Regardez où en sont les choses, puis réessayez.
