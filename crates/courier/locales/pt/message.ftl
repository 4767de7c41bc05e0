### What is written to guests, in Portuguese. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/message.ftl`) is the original.

language-also = { "" }

## Dates and times, as on the guest page.

date-time = { $weekday }, { $day } de { $month } de { $year }, { $hour }:{ $minute }
date-time-twice = { $time } ({ $offset })
zone-time = hora de { $place ->
        [Athens] Atenas
        [Belgrade] Belgrado
        [Berlin] Berlim
        [Brussels] Bruxelas
        [Bucharest] Bucareste
        [Copenhagen] Copenhague
        [Lisbon] Lisboa
        [London] Londres
        [Luxembourg] Luxemburgo
        [Moscow] Moscou
        [Prague] Praga
        [Rome] Roma
        [Stockholm] Estocolmo
        [Vienna] Viena
        [Warsaw] Varsóvia
        [Zurich] Zurique
       *[other] { $city }
    }

weekday-1 = seg.
weekday-2 = ter.
weekday-3 = qua.
weekday-4 = qui.
weekday-5 = sex.
weekday-6 = sáb.
weekday-7 = dom.

month-1 = jan.
month-2 = fev.
month-3 = mar.
month-4 = abr.
month-5 = maio
month-6 = jun.
month-7 = jul.
month-8 = ago.
month-9 = set.
month-10 = out.
month-11 = nov.
month-12 = dez.

## The mail

subject = Uma chave para si de { $organization }
hello = Olá,
invited = { $sender } envia-lhe uma chave para { $organization }.
invited-by-nobody = Aqui está a sua chave para { $organization }.
how-to = Quando estiver diante da porta, abra este link no telefone. A página mostra um botão: pressione-o sem soltar.
open-key = Abrir a chave
scan = Está a ler isto num computador? Leia este código com o telefone.
qr-alt = O link como código QR
from-until = Funciona de { $from } até { $until } ({ $zone }).
only-from = Funciona a partir de { $from } ({ $zone }).
only-until = Funciona até { $until } ({ $zone }).
always = Funciona até ser retirada.
# What stands for the end of a key that has none: "until further notice".
no-end = novo aviso
in-hours = Só a estas horas: { $hours }.
max-uses =
    { $count ->
        [one] Abre { $count } vez.
       *[other] Abre { $count } vezes.
    }
after-first-use = Termina algum tempo depois da primeira utilização; a página diz quando.
care = Quem tiver este link pode abrir a porta; por favor, não o reencaminhe.
ask = Se algo não funcionar, pergunte a { $sender }.
calendar-attached = Os horários seguem em anexo para o seu calendário.

## The calendar file

calendar-summary = Chave para { $organization }
calendar-note = O link chegou por e-mail; não está escrito aqui porque os calendários são muitas vezes partilhados.

## The text message

sms = { $sender } envia-lhe uma chave para { $organization }. { $window } { $url }
sms-by-nobody = A sua chave para { $organization }. { $window } { $url }

arrival-subject = { $link }: { $door } foi aberta
arrival = O link de convidado “{ $link }” abriu { $door }: { $when } ({ $zone }).
arrival-page = O que mais aconteceu está na página do link:
arrival-open = Ver o link
arrival-care = Recebe este aviso porque o pediu na página do link; lá também o pode desativar.
arrival-push = abriu { $door }, { $time }
