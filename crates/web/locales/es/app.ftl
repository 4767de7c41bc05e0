### The members' app in Spanish.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Puertas
app-links = Enlaces
app-activity = Actividad
app-me = Yo
app-skip = Ir al contenido
app-main = Menú principal
app-offline = Está sin conexión. Las puertas solo se abren con conexión.
app-lockdown = Cierre de emergencia: { $names }. Nadie abre nada allí a distancia.
app-whoever = quien gestiona este edificio
app-optional = opcional
app-save = Guardar
app-cancel = Cancelar

## Doors, and what came of a press

app-doors-none = Aún no tiene puertas. Quien gestiona este edificio puede darle acceso.
app-share = Compartir
app-find-door = Buscar una puerta
app-find-none = No hay ninguna puerta con ese nombre.
app-not-wired = sin conectar
app-never-seen = nunca vista
app-held-open = se mantiene abierta
app-onsite = solo en el sitio
app-locked-for-all = cerrada para todos
app-state-until = { $state } hasta { $time }
app-ask-building = Pregunte a quien gestiona este edificio.
app-use-card = Use su tarjeta o PIN en la puerta.
app-too-often = Demasiadas veces en poco tiempo. Inténtelo de nuevo en { $seconds } s.
app-not-tried = No se envió nada. Espere un momento y pulse de nuevo.
app-nothing-waits = Nada queda a la espera de enviarse después.
app-signed-out =
    .title = Ha cerrado la sesión.
    .message = No se abrió nada. Inicie sesión y pulse de nuevo.

## Why a door stayed shut, in the list of what happened

app-why-revoked = El enlace fue revocado o está fuera de servicio.
app-why-not-yet = El tiempo del enlace no ha empezado.
app-why-expired = El tiempo del enlace ha terminado.
app-why-used-up = El enlace está agotado.
app-why-hours = No abre a esta hora.
app-why-pin = No se dio el PIN.
app-why-device = Era otro dispositivo.
app-why-not-on-link = El enlace no abre esta puerta.
app-why-no-access = No hay acceso a esta puerta.
app-why-no-remote = Esta puerta no se abre a distancia.
app-why-locked = La puerta está cerrada para todos en este momento.
app-why-onsite = La puerta solo se abre en el sitio en este momento.
app-why-lockdown = El edificio está en cierre de emergencia.
app-why-too-many = Demasiadas pulsaciones en poco tiempo.
app-why-not-wired = Esta puerta aún no está conectada.
app-why-offline = No se puede contactar con la puerta.
app-why-jammed = La cerradura no se movió.
app-why-too-late = La pulsación llegó demasiado tarde.
app-why-unchecked = No se pudo comprobar.

## Sharing

app-share-title = Compartir acceso con un enlace
app-share-none = No hay ninguna puerta que pueda compartir. Quien gestiona este edificio puede permitírselo.
app-to-doors = Ir a sus puertas
app-from-template = A partir de una plantilla
app-no-template = Ninguna
app-template-choose = Aquí los enlaces se hacen con plantillas. Elija una.
app-template-missing = Aquí los enlaces se hacen con plantillas y aún no hay ninguna para usted. Pida una a un administrador.
app-at-most = Como máximo { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } uso
       *[other] { $count } usos
    }
app-more-doors = Más puertas
app-cannot-share = ya no se puede compartir
app-lost-door = Una puerta a la que ya no tiene acceso
app-name = Descripción breve
app-name-help = Para usted, por ejemplo «Mia, fin de semana». Los invitados no la ven.
app-name-hint = Quién y para qué
app-when = Cuándo
app-starts = Empieza
app-now = Ahora
app-later = Más tarde
app-starts-on = Empieza el
app-at-once = enseguida, si está vacío
app-ends = Termina
app-tonight = Esta noche
app-sunday = Hasta el domingo
app-custom = Otro
app-no-end = Sin fin
app-longest = { $length }, lo máximo
app-ends-on = Termina el
app-ends-says = Termina: { $time }
app-ends-never = Termina cuando lo revoque.
app-clock = Las horas son las del edificio:
app-clock-first = Cuenta la primera puerta que elija.
app-lasts-most = Un enlace dura como máximo { $length }.
app-minutes =
    { $count ->
        [one] { $count } minuto
       *[other] { $count } minutos
    }
app-hours =
    { $count ->
        [one] { $count } hora
       *[other] { $count } horas
    }
app-days =
    { $count ->
        [one] { $count } día
       *[other] { $count } días
    }
app-weeks =
    { $count ->
        [one] { $count } semana
       *[other] { $count } semanas
    }
app-share-do = Compartir acceso

## What else a link may carry

app-more = Más
app-more-hint = PIN, usos, pasarlo, llegadas
app-max-uses = Número de usos
app-uses-any = Vacío significa tantas veces como se quiera.
app-pin-help = El invitado lo escribe una vez en cada dispositivo. Déselo por otra vía que el enlace. No se vuelve a mostrar.
app-pin-digits = de 4 a 8 cifras
app-pin-set = puesto; escriba otro para cambiarlo
app-pin-none = No pedir más un PIN
app-share-on = El invitado puede pasarlo a otros
app-share-on-help = Puede hacer enlaces propios a partir de él: menos puertas, menos tiempo. Terminan con este enlace.
app-one-device = Solo el primer dispositivo
app-one-device-help = El primer teléfono que abra una puerta con él será el único. Puede dejar que tome otro.
app-page-language = Idioma de la página del invitado
app-guest-own = El del invitado
app-contact = Contacto en la página del invitado
app-contact-nobody = Solo su nombre
app-contact-maker = Su contacto
app-contact-site = El contacto del edificio
app-arrivals = Avisarme cuando lleguen
app-first-use = Primer uso
app-every-use = Cada uso
app-never = Nunca
app-notification = Notificación
app-push-where = En los dispositivos donde las activó
app-push-nowhere = Actívelas antes, en «Yo»
app-mail = Correo
app-mail-own = A su propia dirección

## Handing a link out

app-ready = El enlace está listo.
app-again = Comparta este enlace de nuevo.
app-how = Elija cómo enviarlo
app-sheet = Compartir con las apps de este teléfono
app-sms = SMS
app-copy = Copiar el enlace
app-copied = Copiado
app-paste = Ahora péguelo en Slack
app-keys = Pulse Ctrl C
app-qr = Código QR
app-qr-help = El invitado lo escanea con su cámara.
app-address = Enlace de acceso para invitados
app-what = Lo que se envía
app-to-link = Ir al enlace
app-subject = Su llave para { $organization }
app-invite = { $name } le envía una llave para { $organization }.
app-invite-until = Vale hasta { $time }.
app-invite-open = Abra esta página ante la puerta y mantenga pulsado el botón: { $url }
app-send-title = Que lo envíe Keylink
app-send-to = Para
app-send-to-help = Una dirección de correo; un número de teléfono con el prefijo del país, como +34 612 345 678; en Slack, un canal o un miembro.
app-send = Enviar
app-sent = Lo que Keylink envió
app-delivery-queued = en camino
app-delivery-sent = enviado
app-delivery-failed = no enviado
app-delivery-unknown = nadie sabe si salió
app-fail-address = La dirección no se aceptó. Compruébela y envíe de nuevo.
app-fail-refused = El mensaje no se aceptó.
app-fail-settings = El envío no está bien configurado aquí. Avise a quien gestiona este servidor.
app-fail-gave-up = Se intentó durante horas sin éxito.
app-fail-link = El enlace terminó o cambió antes de enviarse.

## One’s links

app-window-from = desde { $time }
app-as-origin = como el enlace del que procede
app-uses = Usos
app-uses-of = { $uses } de { $max }
app-active = activo
app-upcoming = próximo
app-outside-hours = fuera de su horario
app-expired = caducado
app-used-up = agotado
app-opens-nothing = no abre nada
app-revoked = revocado
app-over = terminado
app-is-revoked = Este enlace fue revocado y ya no abre nada.
app-hollow-key = Ahora no abre nada: su permiso para compartir no es válido. Pregunte a quien gestiona este edificio.
app-hollow-access = No abre nada: ya no puede compartir sus puertas.
app-hollow-doors = No abre nada: sus puertas se quitaron.
app-hollow-origin = No abre nada: el enlace del que procede ha terminado.
app-typed = Lo que ha escrito
app-share-again = Copiar o compartir de nuevo
app-more-time = Más tiempo
app-longer = { $length } más
app-change = Cambiar este enlace
app-also = Además
app-device-since = Solo abre en un dispositivo, desde { $time }.
app-device-free = Dejar que tome otro dispositivo
app-branch-of = Pasado desde: { $name }
app-revoke = Revocar este enlace
app-revoke-ask = ¿Revocar «{ $name }»?
app-revoke-lead = Desde entonces no abre nada, para siempre. No se puede deshacer.
app-unused = Nunca se usó.
app-used =
    { $count ->
        [one] Se usó una vez.
       *[other] Se usó { $count } veces.
    }
app-revoke-do = Revocar el enlace
app-history = Qué ha pasado
app-share-door = Compartir una puerta
app-links-none = Aún no hay enlaces. Un enlace abre puertas a un invitado desde una página web: sin app, sin cuenta.
app-older = Mostrar anteriores
app-no-older = No hay nada anterior.
app-activity-none = Aún no ha pasado nada. Lo que abra usted y lo que abran sus enlaces aparecerá aquí.

## What happened, in a few words

app-event-opened = Abierta
app-event-sent = Orden enviada
app-event-refused = Denegado
app-event-failed = No se abrió
app-event-unknown = Sin respuesta; puede que se abriera
app-event-late = Respondió tarde
app-event-made = Enlace creado
app-event-changed = Enlace cambiado
app-event-revoked = Enlace revocado
app-event-rotated = El enlace tiene otra dirección
app-event-copied = Dirección mostrada de nuevo
app-event-passed-on = Enlace pasado a otros
app-event-pin = PIN incorrecto
app-event-bound = Enlace ligado a un dispositivo
app-event-freed = El enlace admite otro dispositivo
app-event-delivered = Enlace enviado
app-event-handed = Enlace entregado a una app
app-event-handed-sheet = Entregado al menú de compartir del dispositivo
app-event-handed-mail = Entregado al programa de correo
app-event-handed-sms = Entregado a la app de SMS
app-event-handed-whatsapp = Entregado a WhatsApp
app-event-handed-slack = Enlace copiado para Slack
app-event-handed-copy = Enlace copiado para enviarlo
app-event-undelivered = Enlace no enviado
app-event-notice = Notificación no entregada
app-event-webhook = URL de webhook cambiada
app-event-signed-in = Sesión iniciada
app-event-not-signed-in = Inicio de sesión fallido
app-event-account = Cuenta cambiada
app-event-access = Acceso cambiado
app-event-settings = Ajustes cambiados

## Oneself, and the device

app-organization = Organización
app-zone = Zona horaria
app-sign-in = Su inicio de sesión
app-sign-in-help = Llaves de acceso, contraseña, códigos de un solo uso
app-control = Centro de control
app-control-help = La misma cuenta, para el escritorio
app-language = Idioma de esta app
app-language-auto = Como lo pide el navegador
app-notifications = Notificaciones
app-push-on = Activadas: este dispositivo muestra cuándo llegan invitados con sus enlaces, según cada enlace.
app-push-off = Desactivadas: este dispositivo no muestra nada cuando llegan invitados.
app-push-turn-on = Activar en este dispositivo
app-push-turn-off = Desactivar en este dispositivo
app-push-scripts = Las notificaciones necesitan scripts en este navegador.
app-push-unable = Este navegador no muestra notificaciones. En un iPhone, ponga antes la app en la pantalla de inicio.
app-push-denied = Este navegador tiene prohibido mostrar notificaciones de este sitio. Permítalas en sus ajustes y vuelva.
app-push-failed = No ha funcionado ahora. Compruebe la conexión e inténtelo de nuevo.
app-push-something = Algo ha pasado en sus puertas.
app-install = En su pantalla de inicio
app-install-help = Una vez instalado, Keylink se abre como cualquier app. En un iPhone: Compartir y luego «Añadir a pantalla de inicio». En Android: el menú del navegador y luego «Instalar aplicación» o «Añadir a pantalla de inicio».
app-install-now = Instalar ahora
app-sign-out = Cerrar sesión
app-description = Sus puertas: ábralas y compártalas con un enlace.
app-offline-lead = O el servidor no responde. Aquí nada espera para abrirse después. Una tarjeta, un PIN o una llave quizá las abran.
app-try-again = Intentar de nuevo

## What was done, and what is wrong

app-done-saved = Guardado.
app-done-nothing = No se cambió nada.
app-done-link-extended = El enlace tiene más tiempo.
app-done-link-revoked = El enlace fue revocado. Ya no abre nada.
app-done-link-queued = Está en camino. Lo que ocurra se lee en «Lo que Keylink envió».
app-done-device-freed = El enlace admite otro dispositivo.
app-trouble-not-found =
    .title = Aquí no hay nada
    .message = Puede que se haya quitado o que la dirección no esté completa.
app-trouble-forbidden =
    .title = Esto no está permitido
    .message = No se cambió nada. Pregunte a un administrador de su organización.
app-trouble-unfit =
    .title = Esto ya no encaja
    .message = No se cambió nada. Cargue la página de nuevo y mire cómo está ahora.
app-trouble-too-often =
    .title = Demasiadas veces en poco tiempo
    .message = Espere un minuto e inténtelo de nuevo.
app-trouble-not-now =
    .title = No ha funcionado ahora
    .message = No se cambió nada. Inténtelo de nuevo en un momento.
app-trouble-in-doubt =
    .title = Aún no lo sabe nadie
    .message = No se confirmó a tiempo. Mire si se hizo antes de intentarlo de nuevo.
app-wrong-name = Escriba una descripción de 120 caracteres como máximo, en una línea.
app-wrong-doors = Elija al menos una puerta que pueda compartir.
app-wrong-start = Elija un comienzo anterior al final.
app-wrong-start-new = Elija un comienzo que esté por venir y sea anterior al final, o comience ahora.
app-wrong-end = Elija un final que esté por venir, después del comienzo y dentro del límite.
app-wrong-uses = Dé un número entero, 1 o más, dentro del límite.
app-wrong-pin = Escriba de 4 a 8 cifras.
app-wrong-arrivals = Elija cómo quiere que se le avise, o «Nunca».
app-wrong-template = Esta plantilla ya no se puede usar. Elija otra.
app-wrong-channel = Elija cómo enviarlo.
app-wrong-address = Revise la dirección o el número: falta o no puede ser correcto. No se envió nada.
app-wrong-other = No ha funcionado. Mire cómo está ahora e inténtelo de nuevo.
