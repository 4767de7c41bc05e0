### The guest page in Portuguese. Made without review by a native speaker: corrections are welcome,
### and this file is all that they need to touch. English (`locales/en/guest.ftl`) is the original.

# What its speakers call it.
language-name = Português
# Other tags that browsers ask for and that mean this language, between spaces: zh-TW zh-HK.
language-also = { "" }

## Dates and times. The pieces come from the site's time zone; the order is the language's own.
##
## $weekday, $month: from the lists below. $day, $year: plain figures.
## $hour, $minute: two figures, 24 hours. $hour12 and $half ("am" or "pm") for 12 hours.

date-time = { $weekday }, { $day } de { $month }, { $hour }:{ $minute }
date-time-year = { $weekday }, { $day } de { $month } de { $year }, { $hour }:{ $minute }
# A time that the clocks show twice, when daylight saving ends.
date-time-twice = { $time } ({ $offset })
# $city: as people write it (New York). $place: the same for choosing by (New_York), where a city has
# another name in this language.
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
in-zone = { $time } ({ $zone })

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

## The card that a chat shows for the link. It names no door, no site and no person.

preview-title = Um link-chave
preview-description = Abra no telefone quando estiver diante da porta

## The head of the page

someone = a pessoa que enviou este link
invited = Convite de { $maker }
invited-by-nobody = O seu link-chave
until = até { $time }
uses-left =
    { $count ->
        [one] resta { $count } abertura
       *[other] restam { $count } aberturas
    }
language = Idioma

## A door

online = conectada
offline = desconectada
locked = trancada
unlocked = destrancada
open = aberta
closed = fechada
note-offline = A porta está sem contato no momento. Pode tentar mesmo assim.
note-held-open = Esta porta está destrancada neste momento: basta abri-la.

## The button

unlock = Abrir
hold = Pressione sem soltar para abrir
holding = Continue pressionando…
opening = Abrindo…
press-again = Pressione de novo para abrir
hint = Pressione o botão sem soltar até que ele se encha.
hint-keys = Pressione o botão sem soltar, ou pressione-o duas vezes.

## What came of a press

opened =
    .title = Aberta. Empurre a porta.
    .message = { "" }
sent =
    .title = Enviado.
    .message = Esta porta não pode responder; tente abri-la agora.
unknown =
    .title = A porta não respondeu.
    .message = Tente abrir a porta; depois pressione de novo ou fale com { $maker }.
# The house could not look into its log. An earlier try of the same press may have got through.
undecided =
    .title = Não é possível verificar agora.
    .message = Desta vez, nada foi enviado. Se já tinha pressionado antes, tente abrir a porta. Se não, pressione de novo daqui a pouco, ou fale com { $maker }.
silent =
    .title = O seu telefone não recebeu resposta.
    .message = Tente abrir a porta; depois pressione de novo.
phone-offline =
    .title = O seu telefone está sem conexão.
    .message = Para abrir a porta é preciso conexão. Nada foi enviado.
back = Voltar às portas

## Before its time

not-yet =
    .title = Ainda não abre
    .message = Poderá abrir a partir de: { $time }.
outside-hours =
    .title = Não a esta hora
    .message = Poderá abrir novamente a partir de: { $time }.
outside-hours-ended =
    .title = Não a esta hora
    .message = Este link não tem mais horários. Fale com { $maker }.
# $clock is a running clock such as 3:05:09.
countdown = em { $clock }
# The same while it is far off: $count is a number of days, two or more.
countdown-days =
    { $count ->
        [one] em { $count } dia
       *[other] em { $count } dias
    }
wait-here = O botão aparece aqui sozinho.

## After its time

ended-expired =
    .title = Este link expirou
    .message = O prazo dele terminou. Se ainda precisar entrar, fale com { $maker }.
ended-revoked =
    .title = Este link foi retirado
    .message = Ele não abre mais nada. Se ainda precisar entrar, fale com { $maker }.
ended-used-up =
    .title = Este link foi todo usado
    .message = Ele já abriu todas as vezes previstas. Se ainda precisar entrar, fale com { $maker }.
ended-withdrawn =
    .title = Este link não abre no momento
    .message = Ele está fora de serviço. Se precisar entrar, fale com { $maker }.
ended-doors-removed =
    .title = Este link já não tem nenhuma porta
    .message = O que ele abria foi removido. Se precisar entrar, fale com { $maker }.

## Without a link, or without the house

not-found =
    .title = Não conhecemos este link
    .message = Verifique se foi copiado por inteiro, até o último caractere. Se foi, fale com { $maker } para receber um novo.
too-many-tries =
    .title = Tentativas demais
    .message = Espere um minuto e carregue esta página de novo. Um link válido continua funcionando.
trouble =
    .title = Algo deu errado
    .message = Não foi possível criar a página, e nada foi aberto. Carregue-a de novo daqui a pouco, ou fale com { $maker }.
trouble-reference = Se avisar alguém, mencione { $reference }.
reload = Carregar de novo

## The number, for phones without scripts

number-title = Digite este número
number-why = Ele mostra que há uma pessoa diante da porta. Vale por um minuto.
number-label = O número
number-wrong = Não era esse o número. Aqui está um novo.
number-send = Abrir { $door }

## Details

how-to-get-in = Como entrar
map = Mapa
ask = Falar com { $maker }
logged = As aberturas ficam anotadas no registro do edifício.

## Why the door stayed shut: one for every refusal

refusal-unknown-link =
    .title = Não abriu
    .message = Este link não é conhecido aqui. Verifique se foi copiado por inteiro, ou fale com { $maker } para receber um novo.
refusal-no-gesture =
    .title = Não abriu
    .message = Pressione o botão sem soltar até que ele se encha: assim sabemos que há uma pessoa diante da porta.
refusal-link-revoked =
    .title = Não abriu
    .message = Este link foi retirado. Para receber um novo, fale com { $maker }.
refusal-link-not-yet-valid =
    .title = Não abriu
    .message = O seu prazo ainda não começou. Fale com { $maker } se precisar entrar agora.
refusal-link-expired =
    .title = Não abriu
    .message = O prazo deste link terminou. Para receber um novo, fale com { $maker }.
refusal-link-used-up =
    .title = Não abriu
    .message = Este link já abriu todas as vezes previstas. Para receber um novo, fale com { $maker }.
refusal-link-outside-hours =
    .title = Não abriu
    .message = Este link não abre a esta hora. Volte no horário dele, ou fale com { $maker }.
refusal-door-not-on-link =
    .title = Não abriu
    .message = Este link já não abre esta porta. Fale com { $maker }.
refusal-cloud-key-inactive =
    .title = Não abriu
    .message = Este link está fora de serviço. Para receber um novo, fale com { $maker }.
refusal-user-inactive =
    .title = Não abriu
    .message = Este link está fora de serviço. Peça um novo no edifício.
refusal-no-access =
    .title = Não abriu
    .message = Este link já não abre esta porta. Fale com { $maker }.
refusal-no-remote-unlock =
    .title = Não abriu
    .message = No momento, esta porta não abre com um link. Fale com { $maker }.
refusal-access-outside-schedule =
    .title = Não abriu
    .message = A esta hora, esta porta não abre com um link. Volte mais tarde, ou fale com { $maker }.
refusal-door-locked =
    .title = Não abriu
    .message = No momento, esta porta está fechada para todos. Fale com { $maker }.
refusal-door-onsite-only =
    .title = Não abriu
    .message = No momento, esta porta só abre no local, com um cartão, um código ou uma chave. Fale com { $maker }.
refusal-site-lockdown =
    .title = Não abriu
    .message = O edifício está bloqueado, e nenhum link o abre. Fale com { $maker }.
refusal-too-many-presses =
    .title = Não abriu
    .message = O botão foi pressionado vezes demais em pouco tempo. Espere um minuto e pressione de novo.
refusal-door-not-wired =
    .title = Não abriu
    .message = Esta porta ainda não está ligada. Fale com { $maker }.
refusal-door-offline =
    .title = Não abriu
    .message = A porta está sem contato no momento. Pressione de novo daqui a um minuto, ou fale com { $maker }.
refusal-door-jammed =
    .title = Não abriu
    .message = A fechadura não se moveu. Empurre a porta de leve e pressione de novo, ou fale com { $maker }.
refusal-too-late =
    .title = Não abriu
    .message = O comando demorou demais a chegar à porta; por isso, nada foi enviado. Pressione de novo.
refusal-not-recorded =
    .title = Não abriu
    .message = Não foi possível verificar o seu link; por isso, nada foi enviado. Pressione de novo daqui a pouco, ou fale com { $maker }.

## What a link asks for, and passing it on

passed-on = Partilhado por um convidado de { $maker }
pin-title = Digite o seu PIN
pin-lead = Ele foi comunicado por outra via que não este link. Se não foi, fale com { $maker }.
pin-send = Continuar
pin-wrong = Não era esse o PIN. Tente outra vez.
pin-wait = Errado vezes demais. Tente depois de { $time }, ou fale com { $maker }.
other-device =
    .title = Este link pertence a outro aparelho
    .message = Ele só abre no aparelho que o usou primeiro, no mesmo navegador. Use esse, ou fale com { $maker } para o libertar.
share-on = Partilhar
share-lead = Crie um link próprio para outra pessoa. Ele não abre mais do que o seu e termina com ele, e as suas aberturas contam também no seu. Pode retirá-lo aqui a qualquer momento.
share-name = Para quem?
share-doors = Que portas?
share-from = De
share-until = Até
share-window-help = Pela hora do edifício ({ $zone }). Se ficar vazio, como no seu link.
share-uses = Quantas vezes?
share-uses-help = Se ficar vazio, tantas como o seu link.
share-number = Digite { $number } aqui
share-number-why = Mostra que é uma pessoa a enviar isto.
share-make = Criar o link
share-wrong-name = Escreva um nome com 120 caracteres no máximo, numa linha.
share-wrong-doors = Escolha pelo menos uma porta.
share-wrong-window = Escolha horas seguidas e dentro das do seu link.
share-wrong-uses = Indique um número que não passe do que resta ao seu link.
share-full = Já partilhou este link tantas vezes quanto é possível. Retire um primeiro, ou fale com { $maker }.
share-given = Partilhado com
share-made =
    .title = O link para { $name } está pronto
    .message = Envie-o agora: não será mostrado de novo. Quem o tiver pode abrir as portas.
share-address = O link
share-withdraw = Retirar
share-withdraw-ask = Retirar o link de { $name }?
share-withdrawn = retirado
call = Ligar
mail = Enviar e-mail
refusal-origin-withdrawn =
    .title = Não abriu
    .message = O convidado que lhe partilhou este link já não pode partilhar nenhum. Fale com { $maker }.
refusal-pin-needed =
    .title = Não abriu
    .message = Este link pede um PIN. Carregue a página de novo e digite-o, ou fale com { $maker }.
refusal-other-device =
    .title = Não abriu
    .message = Este link só abre no aparelho que o usou primeiro. Use esse, ou fale com { $maker } para o libertar.
refusal-device-unknown =
    .title = Não abriu
    .message = Este link tem de reconhecer o seu aparelho, e o navegador não guarda cookies. Permita-os e carregue a página de novo, ou fale com { $maker }.
