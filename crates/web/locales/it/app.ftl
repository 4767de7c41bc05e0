### The members' app in Italian.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Porte
app-links = Link
app-activity = Attività
app-me = Io
app-skip = Vai al contenuto
app-main = Menu principale
app-offline = Lei è offline. Le porte si aprono solo con una connessione.
app-lockdown = Chiusura d’emergenza: { $names }. Lì nessuno apre nulla a distanza.
app-whoever = chi gestisce questo edificio
app-optional = facoltativo
app-save = Salva
app-cancel = Annulla

## Doors, and what came of a press

app-doors-none = Non ha ancora porte. Chi gestisce questo edificio può darle l’accesso.
app-share = Condividi
app-find-door = Cerca una porta
app-find-none = Non c’è nessuna porta con questo nome.
app-not-wired = non collegata
app-never-seen = mai vista
app-held-open = tenuta aperta
app-onsite = solo sul posto
app-locked-for-all = chiusa per tutti
app-state-until = { $state } fino a: { $time }
app-ask-building = Si rivolga a chi gestisce questo edificio.
app-use-card = Usi la tessera o il PIN alla porta.
app-too-often = Troppe volte in poco tempo. Riprovi tra { $seconds } s.
app-not-tried = Non è stato inviato nulla. Aspetti un momento, poi prema di nuovo.
app-nothing-waits = Nulla resta in attesa di essere inviato dopo.
app-signed-out =
    .title = La sessione è terminata.
    .message = Non è stato aperto nulla. Acceda di nuovo, poi prema ancora.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Il link è stato revocato o è fuori servizio.
app-why-not-yet = Il periodo del link non è iniziato.
app-why-expired = Il periodo del link è finito.
app-why-used-up = Il link è esaurito.
app-why-hours = A quest’ora non apre.
app-why-pin = Il PIN non è stato dato.
app-why-device = Era un altro dispositivo.
app-why-not-on-link = Il link non apre questa porta.
app-why-no-access = Non c’è accesso a questa porta.
app-why-no-remote = Questa porta non si apre a distanza.
app-why-locked = La porta ora è chiusa per tutti.
app-why-onsite = Ora la porta si apre solo sul posto.
app-why-lockdown = L’edificio è in chiusura d’emergenza.
app-why-too-many = Troppe pressioni in poco tempo.
app-why-not-wired = Questa porta non è ancora collegata.
app-why-offline = La porta non è raggiungibile.
app-why-jammed = La serratura non si è mossa.
app-why-too-late = La pressione è arrivata troppo tardi.
app-why-unchecked = Non è stato possibile verificare.

## Sharing

app-share-title = Condividi un link di accesso
app-share-none = Non c’è nessuna porta che possa condividere. Chi gestisce questo edificio può autorizzarla.
app-to-doors = Vai alle sue porte
app-from-template = Da un modello
app-no-template = Nessuno
app-template-choose = Qui i link si fanno da modelli. Ne scelga uno.
app-template-missing = Qui i link si fanno da modelli e per lei non ce n’è ancora uno. Lo chieda a un amministratore.
app-at-most = Al massimo { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } uso
       *[other] { $count } usi
    }
app-more-doors = Altre porte
app-cannot-share = non si può più condividere
app-lost-door = Una porta a cui non ha più accesso
app-name = Breve descrizione
app-name-help = Per lei, per esempio «Mia, fine settimana». Gli ospiti non la vedono.
app-name-hint = Chi, e per che cosa
app-when = Quando
app-starts = Inizio
app-now = Adesso
app-later = Più tardi
app-starts-on = Inizia il
app-at-once = subito, se vuoto
app-ends = Fine
app-tonight = Stanotte
app-sunday = Fino a domenica
app-custom = Altro
app-no-end = Senza fine
app-longest = { $length }, il massimo
app-ends-on = Finisce il
app-ends-says = Fine: { $time }
app-ends-never = Finisce quando lo revoca.
app-clock = Gli orari sono quelli dell’edificio:
app-clock-first = Conta la prima porta scelta.
app-lasts-most = Un link dura al massimo { $length }.
app-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minuti
    }
app-hours =
    { $count ->
        [one] { $count } ora
       *[other] { $count } ore
    }
app-days =
    { $count ->
        [one] { $count } giorno
       *[other] { $count } giorni
    }
app-weeks =
    { $count ->
        [one] { $count } settimana
       *[other] { $count } settimane
    }
app-share-do = Condividi l’accesso

## What else a link may carry

app-more = Altre opzioni
app-more-hint = PIN, usi, inoltro, arrivi
app-max-uses = Numero di usi
app-uses-any = Vuoto significa quante volte si vuole.
app-pin-help = L’ospite lo scrive una volta su ogni dispositivo. Lo comunichi per una via diversa dal link. Non viene più mostrato.
app-pin-digits = da 4 a 8 cifre
app-pin-set = impostato; ne scriva un altro per cambiarlo
app-pin-none = Non chiedere più un PIN
app-share-on = L’ospite può passarlo ad altri
app-share-on-help = Può ricavarne link propri: meno porte, meno tempo. Finiscono con questo link.
app-one-device = Solo il primo dispositivo
app-one-device-help = Il primo telefono che apre una porta con il link resta l’unico. Può permettere che ne prenda un altro.
app-page-language = Lingua della pagina dell’ospite
app-guest-own = Quella dell’ospite
app-contact = Contatto sulla pagina dell’ospite
app-contact-nobody = Solo il suo nome
app-contact-maker = Il suo contatto
app-contact-site = Il contatto dell’edificio
app-arrivals = Avvisami quando arrivano
app-first-use = Primo uso
app-every-use = Ogni uso
app-never = Mai
app-notification = Notifica
app-push-where = Sui dispositivi dove le ha attivate
app-push-nowhere = Prima le attivi, sotto «Io»
app-mail = E-mail
app-mail-own = Al suo indirizzo

## Handing a link out

app-ready = Il link è pronto.
app-again = Condivida di nuovo questo link.
app-how = Scelga come inviarlo
app-sheet = Condividi con le app di questo telefono
app-sms = SMS
app-copy = Copia il link
app-copied = Copiato
app-paste = Ora lo incolli in Slack
app-keys = Prema Ctrl C
app-qr = Codice QR
app-qr-help = L’ospite lo inquadra con la fotocamera.
app-address = Link di accesso per l’ospite
app-what = Che cosa viene inviato
app-to-link = Vai al link
app-subject = La sua chiave per { $organization }
app-invite = { $name } le manda una chiave per { $organization }.
app-invite-until = Vale fino a: { $time }.
app-invite-open = Apra questa pagina davanti alla porta e tenga premuto il pulsante: { $url }
app-send-title = Lo faccia inviare da Keylink
app-send-to = A
app-send-to-help = Un indirizzo e-mail; un numero di telefono con il prefisso del paese, per esempio +39 320 1234567; in Slack un canale o un membro.
app-send = Invia
app-sent = Che cosa ha inviato Keylink
app-delivery-queued = in viaggio
app-delivery-sent = inviato
app-delivery-failed = non inviato
app-delivery-unknown = nessuno sa se sia partito
app-fail-address = L’indirizzo non è stato accettato. Lo controlli e invii di nuovo.
app-fail-refused = Il messaggio non è stato accettato.
app-fail-settings = L’invio qui non è configurato bene. Lo dica a chi gestisce questo server.
app-fail-gave-up = Si è provato per ore senza successo.
app-fail-link = Il link era terminato o cambiato prima dell’invio.

## One’s links

app-window-from = da: { $time }
app-as-origin = come il link da cui proviene
app-uses = Usi
app-uses-of = { $uses } di { $max }
app-active = attivo
app-upcoming = in arrivo
app-outside-hours = fuori orario
app-expired = scaduto
app-used-up = esaurito
app-opens-nothing = non apre nulla
app-revoked = revocato
app-over = finito
app-is-revoked = Questo link è stato revocato e non apre più nulla.
app-hollow-key = Ora non apre nulla: il suo diritto di condividere non è valido. Chieda a chi gestisce questo edificio.
app-hollow-access = Non apre nulla: non può più condividere le sue porte.
app-hollow-doors = Non apre nulla: le sue porte sono state rimosse.
app-hollow-origin = Non apre nulla: il link da cui proviene è terminato.
app-typed = Ciò che ha scritto
app-share-again = Copia o condividi di nuovo
app-more-time = Più tempo
app-longer = { $length } in più
app-change = Modifica questo link
app-also = Inoltre
app-device-since = Apre solo su un dispositivo, dal: { $time }.
app-device-free = Consenti un altro dispositivo
app-branch-of = Passato da: { $name }
app-revoke = Revoca questo link
app-revoke-ask = Revocare «{ $name }»?
app-revoke-lead = Da allora non apre più nulla, per sempre. Non si può annullare.
app-unused = Non è mai stato usato.
app-used =
    { $count ->
        [one] È stato usato una volta.
       *[other] È stato usato { $count } volte.
    }
app-revoke-do = Revoca il link
app-history = Che cosa è successo
app-share-door = Condividi una porta
app-links-none = Ancora nessun link. Un link apre le porte a un ospite da una pagina web: senza app, senza account.
app-older = Mostra i precedenti
app-no-older = Non c’è nulla di precedente.
app-activity-none = Non è ancora successo nulla. Qui compare ciò che apre lei e ciò che aprono i suoi link.

## What happened, in a few words

app-event-opened = Aperta
app-event-sent = Comando inviato
app-event-refused = Rifiutato
app-event-failed = Non si è aperta
app-event-unknown = Nessuna risposta; forse si è aperta
app-event-late = Risposta in ritardo
app-event-made = Link creato
app-event-changed = Link modificato
app-event-revoked = Link revocato
app-event-rotated = Il link ha un nuovo indirizzo
app-event-copied = Indirizzo mostrato di nuovo
app-event-passed-on = Link passato ad altri
app-event-pin = PIN sbagliato
app-event-bound = Link legato a un dispositivo
app-event-freed = Il link accetta un altro dispositivo
app-event-delivered = Link inviato
app-event-handed = Link consegnato a un’app
app-event-handed-sheet = Consegnato al menu di condivisione del dispositivo
app-event-handed-mail = Consegnato al programma di posta
app-event-handed-sms = Consegnato all’app degli SMS
app-event-handed-whatsapp = Consegnato a WhatsApp
app-event-handed-slack = Link copiato per Slack
app-event-handed-copy = Link copiato per inviarlo
app-event-undelivered = Link non inviato
app-event-notice = Notifica non consegnata
app-event-webhook = URL webhook modificato
app-event-signed-in = Accesso effettuato
app-event-not-signed-in = Accesso non riuscito
app-event-account = Account modificato
app-event-access = Accesso alle porte modificato
app-event-settings = Impostazioni modificate

## Oneself, and the device

app-organization = Organizzazione
app-zone = Fuso orario
app-sign-in = Il suo accesso
app-sign-in-help = Passkey, password, codici monouso
app-control = Centro di controllo
app-control-help = Lo stesso account, per la scrivania
app-language = Lingua di questa app
app-language-auto = Come chiede il browser
app-notifications = Notifiche
app-push-on = Attive: questo dispositivo mostra quando arrivano ospiti con i suoi link, come indicato per ogni link.
app-push-off = Non attive: questo dispositivo non mostra nulla quando arrivano ospiti.
app-push-turn-on = Attiva su questo dispositivo
app-push-turn-off = Disattiva su questo dispositivo
app-push-scripts = Le notifiche richiedono gli script in questo browser.
app-push-unable = Questo browser non mostra notifiche. Su un iPhone, metta prima l’app nella schermata Home.
app-push-denied = A questo browser è stato detto di non mostrare notifiche di questo sito. Le consenta nelle impostazioni, poi torni qui.
app-push-failed = Ora non ha funzionato. Controlli la connessione, poi riprovi.
app-push-something = È successo qualcosa alle sue porte.
app-install = Nella schermata Home
app-install-help = Una volta installato, Keylink si apre come ogni altra app. Su un iPhone: Condividi, poi «Aggiungi alla schermata Home». Su Android: il menu del browser, poi «Installa app» o «Aggiungi a schermata Home».
app-install-now = Installa ora
app-sign-out = Esci
app-description = Le sue porte: le apra e le condivida con un link.
app-offline-lead = Oppure il server non risponde. Qui nulla resta in attesa di essere aperto dopo. Una tessera, un PIN o una chiave possono ancora aprirle.
app-try-again = Riprova

## What was done, and what is wrong

app-done-saved = Salvato.
app-done-nothing = Non è stato cambiato nulla.
app-done-link-extended = Il link ha più tempo.
app-done-link-revoked = Il link è stato revocato. Non apre più nulla.
app-done-link-queued = È in viaggio. Che cosa ne sarà si legge sotto «Che cosa ha inviato Keylink».
app-done-device-freed = Il link accetta un altro dispositivo.
app-trouble-not-found =
    .title = Qui non c’è nulla
    .message = Forse è stato rimosso, o l’indirizzo non è completo.
app-trouble-forbidden =
    .title = Questo non è consentito
    .message = Non è stato cambiato nulla. Si rivolga a un amministratore della sua organizzazione.
app-trouble-unfit =
    .title = Questo non corrisponde più
    .message = Non è stato cambiato nulla. Ricarichi la pagina e guardi com’è adesso.
app-trouble-too-often =
    .title = Troppe volte in poco tempo
    .message = Aspetti un minuto, poi riprovi.
app-trouble-not-now =
    .title = Ora non ha funzionato
    .message = Non è stato cambiato nulla. Riprovi tra un momento.
app-trouble-in-doubt =
    .title = Ancora nessuno lo sa
    .message = Non è stato confermato in tempo. Guardi se è stato fatto prima di riprovare.
app-wrong-name = Scriva una descrizione di 120 caratteri al massimo, su una riga.
app-wrong-doors = Scelga almeno una porta che può condividere.
app-wrong-start = Scelga un inizio prima della fine.
app-wrong-start-new = Scelga un inizio che deve ancora venire e prima della fine, oppure inizi subito.
app-wrong-end = Scelga una fine che deve ancora venire, dopo l’inizio ed entro il limite.
app-wrong-uses = Dia un numero intero, 1 o più, entro il limite.
app-wrong-pin = Scriva da 4 a 8 cifre.
app-wrong-arrivals = Scelga come vuole essere avvisato, oppure «Mai».
app-wrong-template = Questo modello non si può più usare. Ne scelga un altro.
app-wrong-channel = Scelga come inviarlo.
app-wrong-address = Controlli l’indirizzo o il numero: manca o non può essere giusto. Non è stato inviato nulla.
app-wrong-other = Non ha funzionato. Guardi com’è adesso, poi riprovi.
