### The members' app in Portuguese.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Portas
app-links = Links
app-activity = Atividade
app-me = Eu
app-skip = Ir para o conteúdo
app-main = Menu principal
app-offline = Você está sem conexão. As portas só abrem com conexão.
app-lockdown = Bloqueio de emergência: { $names }. Lá ninguém abre nada a distância.
app-whoever = quem administra este prédio
app-optional = opcional
app-save = Salvar
app-cancel = Cancelar

## Doors, and what came of a press

app-doors-none = Você ainda não tem portas. Quem administra este prédio pode dar acesso a você.
app-share = Compartilhar
app-find-door = Procurar uma porta
app-find-none = Não há porta com esse nome.
app-not-wired = não conectada
app-never-seen = nunca vista
app-held-open = mantida aberta
app-onsite = só no local
app-locked-for-all = trancada para todos
app-state-until = { $state } até { $time }
app-ask-building = Fale com quem administra este prédio.
app-use-card = Use seu cartão ou PIN na porta.
app-too-often = Vezes demais em pouco tempo. Tente de novo em { $seconds } s.
app-not-tried = Nada foi enviado. Espere um momento e pressione de novo.
app-nothing-waits = Nada fica esperando para ser enviado depois.
app-signed-out =
    .title = Sua sessão terminou.
    .message = Nada foi aberto. Entre de novo e pressione outra vez.

## Why a door stayed shut, in the list of what happened

app-why-revoked = O link foi revogado ou está fora de serviço.
app-why-not-yet = O prazo do link ainda não começou.
app-why-expired = O prazo do link terminou.
app-why-used-up = O link está esgotado.
app-why-hours = Não abre a esta hora.
app-why-pin = O PIN não foi informado.
app-why-device = Era outro aparelho.
app-why-not-on-link = O link não abre esta porta.
app-why-no-access = Não há acesso a esta porta.
app-why-no-remote = Esta porta não é aberta a distância.
app-why-locked = A porta está trancada para todos no momento.
app-why-onsite = A porta só abre no local no momento.
app-why-lockdown = O prédio está em bloqueio de emergência.
app-why-too-many = Toques demais em pouco tempo.
app-why-not-wired = Esta porta ainda não está conectada.
app-why-offline = Não é possível alcançar a porta.
app-why-jammed = A fechadura não se moveu.
app-why-too-late = O toque chegou tarde demais.
app-why-unchecked = Não foi possível verificar.

## Sharing

app-share-title = Compartilhar um link de acesso
app-share-none = Não há porta que você possa compartilhar. Quem administra este prédio pode permitir.
app-to-doors = Ir para suas portas
app-from-template = A partir de um modelo
app-no-template = Nenhum
app-template-choose = Aqui os links são feitos a partir de modelos. Escolha um.
app-template-missing = Aqui os links são feitos a partir de modelos, e ainda não há um para você. Peça um a um administrador.
app-at-most = No máximo { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } uso
       *[other] { $count } usos
    }
app-more-doors = Mais portas
app-cannot-share = não pode mais ser compartilhada
app-lost-door = Uma porta à qual você não tem mais acesso
app-name = Breve descrição
app-name-help = Para você, como “Mia, fim de semana”. Os convidados não a veem.
app-name-hint = Quem, e para quê
app-when = Quando
app-starts = Início
app-now = Agora
app-later = Mais tarde
app-starts-on = Começa em
app-at-once = imediatamente, se vazio
app-ends = Fim
app-tonight = Hoje à noite
app-sunday = Até domingo
app-custom = Outro
app-no-end = Sem fim
app-longest = { $length }, o máximo
app-ends-on = Termina em
app-ends-says = Fim: { $time }
app-ends-never = Termina quando você o revogar.
app-clock = Os horários são os do prédio:
app-clock-first = Vale a primeira porta escolhida.
app-lasts-most = Um link dura no máximo { $length }.
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
        [one] { $count } dia
       *[other] { $count } dias
    }
app-weeks =
    { $count ->
        [one] { $count } semana
       *[other] { $count } semanas
    }
app-share-do = Compartilhar acesso

## What else a link may carry

app-more = Mais
app-more-hint = PIN, usos, repasse, chegadas
app-max-uses = Número de usos
app-uses-any = Vazio significa quantas vezes se quiser.
app-pin-help = O convidado o digita uma vez em cada aparelho. Informe-o por outro meio que não o link. Ele não é mostrado de novo.
app-pin-digits = 4 a 8 dígitos
app-pin-set = definido; digite outro para trocar
app-pin-none = Não pedir mais PIN
app-share-on = O convidado pode passá-lo adiante
app-share-on-help = Ele pode fazer links próprios a partir dele: menos portas, menos tempo. Eles terminam com este link.
app-one-device = Só o primeiro aparelho
app-one-device-help = O primeiro celular que abrir uma porta com ele será o único. Você pode permitir outro.
app-page-language = Idioma da página do convidado
app-guest-own = O do convidado
app-contact = Contato na página do convidado
app-contact-nobody = Só seu nome
app-contact-maker = Seu contato
app-contact-site = O contato do prédio
app-arrivals = Avisar-me quando chegarem
app-first-use = Primeiro uso
app-every-use = Cada uso
app-never = Nunca
app-notification = Notificação
app-push-where = Nos aparelhos em que você as ativou
app-push-nowhere = Ative-as primeiro, em “Eu”
app-mail = E-mail
app-mail-own = Para seu próprio endereço

## Handing a link out

app-ready = O link está pronto.
app-again = Compartilhe este link de novo.
app-how = Escolha como enviar
app-sheet = Compartilhar com os apps deste celular
app-sms = SMS
app-copy = Copiar o link
app-copied = Copiado
app-paste = Agora cole no Slack
app-keys = Pressione Ctrl C
app-qr = Código QR
app-qr-help = O convidado o lê com a câmera.
app-address = Link de acesso do convidado
app-what = O que é enviado
app-to-link = Ir para o link
app-subject = Sua chave para { $organization }
app-invite = { $name } envia a você uma chave para { $organization }.
app-invite-until = Vale até { $time }.
app-invite-open = Abra esta página diante da porta e mantenha o botão pressionado: { $url }
app-send-title = Deixar o Keylink enviar
app-send-to = Para
app-send-to-help = Um endereço de e-mail; um número de telefone com o código do país, como +55 11 91234-5678; no Slack, um canal ou um membro.
app-send = Enviar
app-sent = O que o Keylink enviou
app-delivery-queued = a caminho
app-delivery-sent = enviado
app-delivery-failed = não enviado
app-delivery-unknown = ninguém sabe se seguiu
app-fail-address = O endereço não foi aceite. Verifique-o e envie de novo.
app-fail-refused = A mensagem não foi aceite.
app-fail-settings = O envio não está bem configurado aqui. Avise quem gere este servidor.
app-fail-gave-up = Tentou-se durante horas sem sucesso.
app-fail-link = O link terminou ou mudou antes de ser enviado.

## One’s links

app-window-from = a partir de { $time }
app-as-origin = como o link de que provém
app-uses = Usos
app-uses-of = { $uses } de { $max }
app-active = ativo
app-upcoming = próximo
app-outside-hours = fora do horário
app-expired = expirado
app-used-up = esgotado
app-opens-nothing = não abre nada
app-revoked = revogado
app-over = encerrado
app-is-revoked = Este link foi revogado e não abre mais nada.
app-hollow-key = Agora não abre nada: o seu direito de partilhar não é válido. Pergunte a quem gere este edifício.
app-hollow-access = Não abre nada: já não pode partilhar as suas portas.
app-hollow-doors = Não abre nada: as suas portas foram removidas.
app-hollow-origin = Não abre nada: o link de onde vem terminou.
app-typed = O que escreveu
app-share-again = Copiar ou compartilhar de novo
app-more-time = Mais tempo
app-longer = { $length } a mais
app-change = Alterar este link
app-also = Além disso
app-device-since = Só abre em um aparelho, desde { $time }.
app-device-free = Permitir outro aparelho
app-branch-of = Passado a partir de: { $name }
app-revoke = Revogar este link
app-revoke-ask = Revogar “{ $name }”?
app-revoke-lead = A partir daí não abre mais nada, em definitivo. Não é possível desfazer.
app-unused = Nunca foi usado.
app-used =
    { $count ->
        [one] Foi usado uma vez.
       *[other] Foi usado { $count } vezes.
    }
app-revoke-do = Revogar o link
app-history = O que aconteceu
app-share-door = Compartilhar uma porta
app-links-none = Ainda não há links. Um link abre portas para um convidado a partir de uma página web: sem app, sem conta.
app-older = Mostrar anteriores
app-no-older = Não há nada anterior.
app-activity-none = Nada aconteceu ainda. O que você abre e o que seus links abrem aparece aqui.

## What happened, in a few words

app-event-opened = Aberta
app-event-sent = Comando enviado
app-event-refused = Recusado
app-event-failed = Não abriu
app-event-unknown = Sem resposta; pode ter aberto
app-event-late = Respondeu tarde
app-event-made = Link criado
app-event-changed = Link alterado
app-event-revoked = Link revogado
app-event-rotated = O link tem novo endereço
app-event-copied = Endereço mostrado de novo
app-event-passed-on = Link passado adiante
app-event-pin = PIN errado
app-event-bound = Link preso a um aparelho
app-event-freed = O link aceita outro aparelho
app-event-delivered = Link enviado
app-event-handed = Link entregue a um app
app-event-handed-sheet = Entregue ao menu de compartilhamento do aparelho
app-event-handed-mail = Entregue ao programa de e-mail
app-event-handed-sms = Entregue ao app de SMS
app-event-handed-whatsapp = Entregue ao WhatsApp
app-event-handed-slack = Link copiado para o Slack
app-event-handed-copy = Link copiado para enviar
app-event-undelivered = Link não enviado
app-event-notice = Notificação não entregue
app-event-webhook = URL de webhook alterada
app-event-signed-in = Sessão iniciada
app-event-not-signed-in = Falha ao entrar
app-event-account = Conta alterada
app-event-access = Acesso alterado
app-event-settings = Configurações alteradas

## Oneself, and the device

app-organization = Organização
app-zone = Fuso horário
app-sign-in = Sua entrada
app-sign-in-help = Chaves de acesso, senha, códigos de uso único
app-control = Central de controle
app-control-help = A mesma conta, para o computador
app-language = Idioma deste app
app-language-auto = Como o navegador pede
app-notifications = Notificações
app-push-on = Ativas: este aparelho mostra quando convidados chegam pelos seus links, conforme cada link.
app-push-off = Inativas: este aparelho não mostra nada quando convidados chegam.
app-push-turn-on = Ativar neste aparelho
app-push-turn-off = Desativar neste aparelho
app-push-scripts = As notificações precisam de scripts neste navegador.
app-push-unable = Este navegador não mostra notificações. Em um iPhone, coloque antes o app na tela de início.
app-push-denied = Este navegador foi instruído a não mostrar notificações deste site. Permita-as nas configurações e volte.
app-push-failed = Não funcionou agora. Verifique a conexão e tente de novo.
app-push-something = Algo aconteceu nas suas portas.
app-install = Na sua tela de início
app-install-help = Instalado, o Keylink abre como qualquer outro app. Em um iPhone: Compartilhar e depois “Adicionar à Tela de Início”. No Android: o menu do navegador e depois “Instalar app” ou “Adicionar à tela inicial”.
app-install-now = Instalar agora
app-sign-out = Sair
app-description = Suas portas: abra-as e compartilhe-as por um link.
app-offline-lead = Ou o servidor não responde. Nada fica esperando aqui para ser aberto depois. Um cartão, um PIN ou uma chave ainda podem abri-las.
app-try-again = Tentar de novo

## What was done, and what is wrong

app-done-saved = Salvo.
app-done-nothing = Nada foi alterado.
app-done-link-extended = O link tem mais tempo.
app-done-link-revoked = O link foi revogado. Ele não abre mais nada.
app-done-link-queued = Está a caminho. O que acontecer fica em “O que o Keylink enviou”.
app-done-device-freed = O link aceita outro aparelho.
app-trouble-not-found =
    .title = Não há nada aqui
    .message = Pode ter sido removido, ou o endereço não está completo.
app-trouble-forbidden =
    .title = Isto não é permitido
    .message = Nada foi alterado. Fale com um administrador da sua organização.
app-trouble-unfit =
    .title = Isto não se encaixa mais
    .message = Nada foi alterado. Carregue a página de novo e veja como está agora.
app-trouble-too-often =
    .title = Vezes demais em pouco tempo
    .message = Espere um minuto e tente de novo.
app-trouble-not-now =
    .title = Não funcionou agora
    .message = Nada foi alterado. Tente de novo em um momento.
app-trouble-in-doubt =
    .title = Ninguém sabe ainda
    .message = Isto não foi confirmado a tempo. Veja se foi feito antes de tentar de novo.
app-wrong-name = Escreva uma descrição de no máximo 120 caracteres, em uma linha.
app-wrong-doors = Escolha pelo menos uma porta que você pode compartilhar.
app-wrong-start = Escolha um início anterior ao fim.
app-wrong-start-new = Escolha um início que ainda venha e seja anterior ao fim, ou comece agora.
app-wrong-end = Escolha um fim que ainda venha, depois do início e dentro do limite.
app-wrong-uses = Dê um número inteiro, 1 ou mais, dentro do limite.
app-wrong-pin = Digite de 4 a 8 dígitos.
app-wrong-arrivals = Escolha como quer ser avisado, ou “Nunca”.
app-wrong-template = Este modelo não pode mais ser usado. Escolha outro.
app-wrong-channel = Escolha como enviar.
app-wrong-address = Verifique o endereço ou o número: falta ou não pode estar certo. Nada foi enviado.
app-wrong-other = Não funcionou. Veja como está agora e tente de novo.
