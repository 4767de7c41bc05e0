### The guest page in Spanish. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = Español
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day } { $month }, { $hour }:{ $minute }
date-time-year = { $weekday }, { $day } { $month } { $year }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
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
in-zone = { $time } ({ $zone })

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

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Un enlace llave
preview-description = Ábralo en el teléfono cuando esté ante la puerta

## The head of the page

someone = la persona que le envió este enlace
invited = { $maker } le invita
invited-by-nobody = Su enlace llave
until = hasta { $time }
uses-left =
    { $count ->
        [one] queda { $count } apertura
       *[other] quedan { $count } aperturas
    }
language = Idioma

## A door

online = en línea
offline = sin conexión
locked = bloqueada
unlocked = desbloqueada
open = abierta
closed = cerrada
note-offline = Ahora no se puede contactar con la puerta. Puede intentarlo de todos modos.
note-held-open = Esta puerta está desbloqueada en este momento: solo tiene que abrirla.

## The button

unlock = Abrir
hold = Mantener pulsado para abrir
holding = Siga pulsando…
opening = Abriendo…
press-again = Pulse otra vez para abrir
hint = Mantenga pulsado el botón hasta que se llene.
hint-keys = Mantenga pulsado el botón, o púlselo dos veces.

## What came of a press

opened =
    .title = Abierta. Empuje la puerta.
    .message = { "" }
sent =
    .title = Enviado.
    .message = Esta puerta no puede responder; pruebe a abrirla ahora.
unknown =
    .title = La puerta no respondió.
    .message = Pruebe la puerta; después pulse otra vez o pregunte a { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Ahora no se puede comprobar.
    .message = Esta vez no se ha enviado nada. Si ya había pulsado antes, pruebe la puerta. Si no, pulse otra vez en un momento, o pregunte a { $maker }.
silent =
    .title = Su teléfono no recibió respuesta.
    .message = Pruebe la puerta; después pulse otra vez.
phone-offline =
    .title = Su teléfono no tiene conexión.
    .message = Para abrir la puerta hace falta conexión. No se ha enviado nada.
back = Volver a las puertas

## Before its time

not-yet =
    .title = Aún no se puede abrir
    .message = Podrá abrir a partir de: { $time }.
outside-hours =
    .title = No a esta hora
    .message = Podrá abrir de nuevo a partir de: { $time }.
outside-hours-ended =
    .title = No a esta hora
    .message = Este enlace ya no tiene más horarios. Pregunte a { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = en { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] en { $count } día
       *[other] en { $count } días
    }
wait-here = El botón aparecerá aquí por sí solo.

## After its time

ended-expired =
    .title = Este enlace ha caducado
    .message = Su plazo ha terminado. Si todavía necesita entrar, pregunte a { $maker }.
ended-revoked =
    .title = Este enlace ha sido retirado
    .message = Ya no abre nada. Si todavía necesita entrar, pregunte a { $maker }.
ended-used-up =
    .title = Este enlace está agotado
    .message = Ya se ha usado todas las veces previstas. Si todavía necesita entrar, pregunte a { $maker }.
ended-withdrawn =
    .title = Este enlace no abre por ahora
    .message = Está fuera de servicio. Si necesita entrar, pregunte a { $maker }.
ended-doors-removed =
    .title = Este enlace ya no tiene ninguna puerta
    .message = Lo que abría se ha eliminado. Si necesita entrar, pregunte a { $maker }.

## Without a link, or without the house

not-found =
    .title = No conocemos este enlace
    .message = Compruebe que se copió entero, hasta el último carácter. Si es así, pida uno nuevo a { $maker }.
too-many-tries =
    .title = Demasiados intentos
    .message = Espere un minuto y vuelva a cargar la página. Un enlace válido sigue funcionando.
trouble =
    .title = Algo ha fallado
    .message = No se pudo crear la página y no se ha abierto nada. Vuelva a cargarla en un momento, o pregunte a { $maker }.
trouble-reference = Si lo comunica, mencione { $reference }.
reload = Volver a cargar

## The number, for phones without scripts

number-title = Escriba este número
number-why = Demuestra que hay una persona ante la puerta. Vale durante un minuto.
number-label = El número
number-wrong = Ese no era el número. Aquí tiene uno nuevo.
number-send = Abrir { $door }

## Details

how-to-get-in = Cómo entrar
map = Mapa
ask = Preguntar a { $maker }
logged = Las aperturas quedan anotadas en el registro del edificio.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = No se ha abierto
    .message = Este enlace no se conoce aquí. Compruebe que se copió entero, o pida uno nuevo a { $maker }.
refusal-no-gesture =
    .title = No se ha abierto
    .message = Mantenga pulsado el botón hasta que se llene: así sabemos que hay una persona ante la puerta.
refusal-link-revoked =
    .title = No se ha abierto
    .message = Este enlace ha sido retirado. Pida uno nuevo a { $maker }.
refusal-link-not-yet-valid =
    .title = No se ha abierto
    .message = Su plazo aún no ha empezado. Pregunte a { $maker } si necesita entrar ahora.
refusal-link-expired =
    .title = No se ha abierto
    .message = El plazo de este enlace ha terminado. Pida uno nuevo a { $maker }.
refusal-link-used-up =
    .title = No se ha abierto
    .message = Este enlace ya se ha usado todas las veces previstas. Pida uno nuevo a { $maker }.
refusal-link-outside-hours =
    .title = No se ha abierto
    .message = Este enlace no abre a esta hora. Vuelva en su horario, o pregunte a { $maker }.
refusal-door-not-on-link =
    .title = No se ha abierto
    .message = Este enlace ya no abre esta puerta. Pregunte a { $maker }.
refusal-cloud-key-inactive =
    .title = No se ha abierto
    .message = Este enlace está fuera de servicio. Pida uno nuevo a { $maker }.
refusal-user-inactive =
    .title = No se ha abierto
    .message = Este enlace está fuera de servicio. Pida uno nuevo en el edificio.
refusal-no-access =
    .title = No se ha abierto
    .message = Este enlace ya no abre esta puerta. Pregunte a { $maker }.
refusal-no-remote-unlock =
    .title = No se ha abierto
    .message = Por ahora, esta puerta no se abre con un enlace. Pregunte a { $maker }.
refusal-access-outside-schedule =
    .title = No se ha abierto
    .message = A esta hora, esta puerta no se abre con un enlace. Vuelva más tarde, o pregunte a { $maker }.
refusal-door-locked =
    .title = No se ha abierto
    .message = Por ahora, esta puerta está cerrada para todos. Pregunte a { $maker }.
refusal-door-onsite-only =
    .title = No se ha abierto
    .message = Por ahora, esta puerta solo se abre en el lugar, con una tarjeta, un código o una llave. Pregunte a { $maker }.
refusal-site-lockdown =
    .title = No se ha abierto
    .message = El edificio está bloqueado y ningún enlace lo abre. Pregunte a { $maker }.
refusal-too-many-presses =
    .title = No se ha abierto
    .message = Se ha pulsado demasiadas veces en poco tiempo. Espere un minuto y pulse otra vez.
refusal-door-not-wired =
    .title = No se ha abierto
    .message = Esta puerta aún no está conectada. Pregunte a { $maker }.
refusal-door-offline =
    .title = No se ha abierto
    .message = Ahora no se puede contactar con la puerta. Pulse otra vez dentro de un minuto, o pregunte a { $maker }.
refusal-door-jammed =
    .title = No se ha abierto
    .message = La cerradura no se movió. Empuje un poco la puerta y pulse otra vez, o pregunte a { $maker }.
refusal-too-late =
    .title = No se ha abierto
    .message = El aviso tardó demasiado en llegar a la puerta, así que no se ha enviado nada. Pulse otra vez.
refusal-not-recorded =
    .title = No se ha abierto
    .message = No se pudo comprobar su enlace, así que no se ha enviado nada. Pulse otra vez en un momento, o pregunte a { $maker }.

## What a link asks for, and passing it on

passed-on = Se lo pasó un invitado de { $maker }
pin-title = Escriba su PIN
pin-lead = Se lo dijeron por otra vía que este enlace. Si no, pregunte a { $maker }.
pin-send = Continuar
pin-wrong = Ese no era el PIN. Inténtelo otra vez.
pin-wait = Demasiados errores. Inténtelo después de { $time }, o pregunte a { $maker }.
other-device =
    .title = Este enlace es de otro dispositivo
    .message = Solo abre en el dispositivo que lo usó primero, en el mismo navegador. Use ese, o pida a { $maker } que lo libere.
share-on = Pasar a otros
share-lead = Cree un enlace aparte para otra persona. No abre más que el suyo y termina con él, y sus aperturas cuentan también en el suyo. Puede retirarlo aquí en cualquier momento.
share-name = ¿Para quién?
share-doors = ¿Qué puertas?
share-from = Desde
share-until = Hasta
share-window-help = Con la hora del edificio ({ $zone }). Si se deja vacío, como en su enlace.
share-uses = ¿Cuántas veces?
share-uses-help = Si se deja vacío, tantas como su enlace.
share-number = Escriba { $number } aquí
share-number-why = Demuestra que lo envía una persona.
share-make = Crear el enlace
share-wrong-name = Escriba un nombre de 120 caracteres como máximo, en una línea.
share-wrong-doors = Elija al menos una puerta.
share-wrong-window = Elija horas seguidas y dentro de las de su enlace.
share-wrong-uses = Dé un número que no supere lo que le queda a su enlace.
share-full = Ya pasó este enlace tantas veces como es posible. Retire uno primero, o pregunte a { $maker }.
share-given = Pasado a
share-made =
    .title = El enlace para { $name } está listo
    .message = Envíelo ahora: no se mostrará de nuevo. Quien lo tenga puede abrir las puertas.
share-address = El enlace
share-withdraw = Retirar
share-withdraw-ask = ¿Retirar el enlace de { $name }?
share-withdrawn = retirado
call = Llamar
mail = Escribir un correo
refusal-origin-withdrawn =
    .title = No se ha abierto
    .message = El invitado que le pasó este enlace ya no puede pasar ninguno. Pregunte a { $maker }.
refusal-pin-needed =
    .title = No se ha abierto
    .message = Este enlace pide un PIN. Vuelva a cargar la página y escríbalo, o pregunte a { $maker }.
refusal-other-device =
    .title = No se ha abierto
    .message = Este enlace solo abre en el dispositivo que lo usó primero. Use ese, o pida a { $maker } que lo libere.
refusal-device-unknown =
    .title = No se ha abierto
    .message = Este enlace tiene que reconocer su dispositivo, y su navegador no guarda cookies. Permítalas y vuelva a cargar la página, o pregunte a { $maker }.
