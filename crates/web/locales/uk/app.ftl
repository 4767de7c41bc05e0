### The members' app in Ukrainian.
### Made without review by a native speaker: corrections are welcome, and this file is all that they need to
### touch. English (`locales/en/app.ftl`) is the original.

## The frame of every page

app-doors = Двері
app-links = Посилання
app-activity = Дії
app-me = Я
app-skip = До вмісту
app-main = Головне меню
app-offline = Ви без зв’язку. Двері відчиняються лише за наявності зв’язку.
app-lockdown = Блокування: { $names }. Ніхто нічого там не відчинить віддалено.
app-whoever = особа, яка керує цією будівлею
app-optional = необов’язково
app-save = Зберегти
app-cancel = Скасувати

## Doors, and what came of a press

app-doors-none = У вас ще немає дверей. Доступ може надати особа, яка керує цією будівлею.
app-share = Поділитися
app-find-door = Знайти двері
app-find-none = Дверей із такою назвою немає.
app-not-wired = не підключено
app-never-seen = ще не з’являлися
app-held-open = постійно відчинено
app-onsite = лише на місці
app-locked-for-all = замкнено для всіх
app-state-until = { $state } до: { $time }
app-ask-building = Запитайте особу, яка керує цією будівлею.
app-use-card = Скористайтеся біля дверей карткою або PIN-кодом.
app-too-often = Надто часто за короткий час. Спробуйте знову через { $seconds } с.
app-not-tried = Нічого не надіслано. Зачекайте мить і натисніть ще раз.
app-nothing-waits = Ніщо не чекає на пізніше надсилання.
app-signed-out =
    .title = Ваш сеанс завершено.
    .message = Нічого не відчинено. Увійдіть і натисніть ще раз.

## Why a door stayed shut, in the list of what happened

app-why-revoked = Посилання відкликано або воно не діє.
app-why-not-yet = Час посилання ще не почався.
app-why-expired = Час посилання минув.
app-why-used-up = Посилання вичерпано.
app-why-hours = О цій порі не відчиняється.
app-why-pin = PIN-код не введено.
app-why-device = Це був інший пристрій.
app-why-not-on-link = Посилання не відчиняє цих дверей.
app-why-no-access = Немає доступу до цих дверей.
app-why-no-remote = Ці двері не відчиняються віддалено.
app-why-locked = Двері зараз замкнені для всіх.
app-why-onsite = Двері зараз відчиняються лише на місці.
app-why-lockdown = Будівлю заблоковано.
app-why-too-many = Забагато натискань за короткий час.
app-why-not-wired = Ці двері ще не підключено.
app-why-offline = З дверима немає зв’язку.
app-why-jammed = Замок не зрушив.
app-why-too-late = Натискання надійшло запізно.
app-why-unchecked = Не вдалося перевірити.

## Sharing

app-share-title = Поділитися доступом за посиланням
app-share-none = Немає дверей, якими ви можете ділитися. Дозволити може особа, яка керує цією будівлею.
app-to-doors = До ваших дверей
app-from-template = Із шаблону
app-no-template = Без шаблону
app-template-choose = Посилання тут створюють із шаблонів. Виберіть один.
app-template-missing = Посилання тут створюють із шаблонів, а для вас їх ще немає. Попросіть адміністратора.
app-at-most = Щонайбільше { $bounds }
app-uses-count =
    { $count ->
        [one] { $count } використання
        [few] { $count } використання
        [many] { $count } використань
       *[other] { $count } використання
    }
app-more-doors = Інші двері
app-cannot-share = більше не можна ділитися
app-lost-door = Двері, до яких ви більше не маєте доступу
app-name = Короткий опис
app-name-help = Для вас, наприклад «Мія, вихідні». Гості його не бачать.
app-name-hint = Хто і навіщо
app-when = Коли
app-starts = Початок
app-now = Зараз
app-later = Пізніше
app-starts-on = Починається
app-at-once = одразу, якщо порожньо
app-ends = Кінець
app-tonight = До півночі
app-sunday = До неділі включно
app-custom = Інше
app-no-end = Без кінця
app-longest = { $length }, найдовше
app-ends-on = Закінчується
app-ends-says = Кінець: { $time }
app-ends-never = Закінчиться, коли ви його відкличете.
app-clock = Час — за годинником будівлі:
app-clock-first = Враховуються перші вибрані двері.
app-lasts-most = Посилання діє щонайбільше { $length }.
app-minutes =
    { $count ->
        [one] { $count } хвилина
        [few] { $count } хвилини
        [many] { $count } хвилин
       *[other] { $count } хвилини
    }
app-hours =
    { $count ->
        [one] { $count } година
        [few] { $count } години
        [many] { $count } годин
       *[other] { $count } години
    }
app-days =
    { $count ->
        [one] { $count } день
        [few] { $count } дні
        [many] { $count } днів
       *[other] { $count } дня
    }
app-weeks =
    { $count ->
        [one] { $count } тиждень
        [few] { $count } тижні
        [many] { $count } тижнів
       *[other] { $count } тижня
    }
app-share-do = Поділитися доступом

## What else a link may carry

app-more = Більше
app-more-hint = PIN-код, кількість, передання, прибуття
app-max-uses = Кількість використань
app-uses-any = Порожньо означає скільки завгодно.
app-pin-help = Гість уводить його один раз на кожному пристрої. Повідомте його іншим шляхом, ніж посилання. Більше він не показується.
app-pin-digits = від 4 до 8 цифр
app-pin-set = встановлено; уведіть інший, щоб змінити
app-pin-none = Більше не питати PIN-код
app-share-on = Гість може передати його далі
app-share-on-help = Із нього можна створити власні посилання: менше дверей, коротший час. Вони закінчуються разом із цим.
app-one-device = Лише перший пристрій
app-one-device-help = Перший телефон, який ним відчинить двері, лишиться єдиним. Ви можете дозволити інший.
app-page-language = Мова сторінки гостя
app-guest-own = Мова гостя
app-contact = Контакт на сторінці гостя
app-contact-nobody = Лише ваше ім’я
app-contact-maker = Ваш контакт
app-contact-site = Контакт будівлі
app-arrivals = Повідомити про прибуття
app-first-use = Перше використання
app-every-use = Кожне використання
app-never = Ніколи
app-notification = Сповіщення
app-push-where = На пристроях, де ви їх увімкнули
app-push-nowhere = Спочатку увімкніть їх у розділі «Я»
app-mail = Ел. пошта
app-mail-own = На вашу власну адресу

## Handing a link out

app-ready = Посилання готове.
app-again = Поділіться цим посиланням ще раз.
app-how = Виберіть, як надіслати
app-sheet = Поділитися через програми цього телефона
app-sms = Текстове повідомлення
app-copy = Копіювати посилання
app-copied = Скопійовано
app-paste = Тепер вставте його у Slack
app-keys = Натисніть Ctrl C
app-qr = QR-код
app-qr-help = Гість сканує його камерою.
app-address = Посилання для гостя
app-what = Що надсилається
app-to-link = До посилання
app-subject = Ваш ключ: { $organization }
app-invite = { $name } надсилає вам ключ: { $organization }.
app-invite-until = Діє до: { $time }.
app-invite-open = Відкрийте цю сторінку біля дверей і утримуйте кнопку: { $url }
app-send-title = Нехай надішле Keylink
app-send-to = Кому
app-send-to-help = Адреса електронної пошти; номер телефону з кодом країни, наприклад +380 50 123 45 67; у Slack канал або учасник.
app-send = Надіслати
app-sent = Що надіслав Keylink
app-delivery-queued = у дорозі
app-delivery-sent = надіслано
app-delivery-failed = не надіслано
app-delivery-unknown = ніхто не знає, чи пішло
app-fail-address = Адресу не прийнято. Перевірте її та надішліть ще раз.
app-fail-refused = Повідомлення не прийнято.
app-fail-settings = Надсилання тут налаштовано неправильно. Скажіть тому, хто керує цим сервером.
app-fail-gave-up = Кілька годин тривали спроби, але без успіху.
app-fail-link = Посилання закінчилося або змінилося до надсилання.

## One’s links

app-window-from = від: { $time }
app-as-origin = як посилання, від якого походить
app-uses = Використання
app-uses-of = { $uses } із { $max }
app-active = активне
app-upcoming = майбутнє
app-outside-hours = поза своїми годинами
app-expired = минуло
app-used-up = вичерпано
app-opens-nothing = нічого не відчиняє
app-revoked = відкликано
app-over = завершені
app-is-revoked = Це посилання відкликано, воно більше нічого не відчиняє.
app-hollow-key = Зараз воно нічого не відчиняє: ваше право ділитися не діє. Запитайте того, хто керує цією будівлею.
app-hollow-access = Воно нічого не відчиняє: ви більше не можете ділитися його дверима.
app-hollow-doors = Воно нічого не відчиняє: його двері вилучено.
app-hollow-origin = Воно нічого не відчиняє: посилання, від якого воно походить, закінчилося.
app-typed = Що ви ввели
app-share-again = Копіювати або поділитися знову
app-more-time = Більше часу
app-longer = Ще { $length }
app-change = Змінити це посилання
app-also = Також
app-device-since = Відчиняє лише на одному пристрої, від: { $time }.
app-device-free = Дозволити інший пристрій
app-branch-of = Передано з: { $name }
app-revoke = Відкликати це посилання
app-revoke-ask = Відкликати «{ $name }»?
app-revoke-lead = Відтоді воно назавжди нічого не відчиняє. Цього не можна скасувати.
app-unused = Його жодного разу не використано.
app-used =
    { $count ->
        [one] Використано { $count } раз.
        [few] Використано { $count } рази.
        [many] Використано { $count } разів.
       *[other] Використано { $count } раза.
    }
app-revoke-do = Відкликати посилання
app-history = Що відбулося
app-share-door = Поділитися дверима
app-links-none = Посилань ще немає. Посилання відчиняє гостеві двері з вебсторінки: без програми, без облікового запису.
app-older = Показати давніші
app-no-older = Давнішого немає.
app-activity-none = Ще нічого не відбулося. Тут буде те, що відчиняєте ви та ваші посилання.

## What happened, in a few words

app-event-opened = Відчинено
app-event-sent = Команду надіслано
app-event-refused = Відмовлено
app-event-failed = Не відчинилося
app-event-unknown = Без відповіді; можливо, відчинено
app-event-late = Пізня відповідь
app-event-made = Посилання створено
app-event-changed = Посилання змінено
app-event-revoked = Посилання відкликано
app-event-rotated = Посилання має нову адресу
app-event-copied = Адресу показано знову
app-event-passed-on = Посилання передано далі
app-event-pin = Хибний PIN-код
app-event-bound = Посилання прив’язано до пристрою
app-event-freed = Посилання прийме інший пристрій
app-event-delivered = Посилання надіслано
app-event-handed = Посилання передано програмі
app-event-handed-sheet = Передано в меню «Поділитися» пристрою
app-event-handed-mail = Передано поштовій програмі
app-event-handed-sms = Передано програмі текстових повідомлень
app-event-handed-whatsapp = Передано у WhatsApp
app-event-handed-slack = Посилання скопійовано для Slack
app-event-handed-copy = Посилання скопійовано, щоб надіслати
app-event-undelivered = Посилання не надіслано
app-event-notice = Сповіщення не доставлено
app-event-webhook = URL вебхука змінено
app-event-signed-in = Вхід
app-event-not-signed-in = Вхід не вдався
app-event-account = Обліковий запис змінено
app-event-access = Доступ змінено
app-event-settings = Налаштування змінено

## Oneself, and the device

app-organization = Організація
app-zone = Часовий пояс
app-sign-in = Ваш вхід
app-sign-in-help = Ключі доступу, пароль, одноразові коди
app-control = Центр керування
app-control-help = Той самий обліковий запис, для столу
app-language = Мова цієї програми
app-language-auto = Як просить браузер
app-notifications = Сповіщення
app-push-on = Увімкнено: цей пристрій показує прибуття гостей за вашими посиланнями, як визначено в посиланні.
app-push-off = Вимкнено: цей пристрій не показує прибуття гостей.
app-push-turn-on = Увімкнути на цьому пристрої
app-push-turn-off = Вимкнути на цьому пристрої
app-push-scripts = Для сповіщень у цьому браузері потрібні скрипти.
app-push-unable = Цей браузер не показує сповіщень. На iPhone спершу додайте програму на початковий екран.
app-push-denied = Цьому браузеру заборонено показувати сповіщення цього сайту. Дозвольте їх у налаштуваннях і поверніться.
app-push-failed = Зараз не вдалося. Перевірте зв’язок і спробуйте ще раз.
app-push-something = Біля ваших дверей щось відбулося.
app-install = На початковому екрані
app-install-help = Після встановлення Keylink відкривається як будь-яка програма. На iPhone: «Поширити», потім «На початковий екран». На Android: меню браузера, потім «Установити програму» або «Додати на головний екран».
app-install-now = Установити
app-sign-out = Вийти
app-description = Ваші двері: відчиняйте їх і діліться посиланням.
app-offline-lead = Або сервер не відповідає. Ніщо тут не чекає, щоб відчинитися пізніше. Картка, PIN-код чи ключ можуть їх усе ж відчинити.
app-try-again = Спробувати ще раз

## What was done, and what is wrong

app-done-saved = Збережено.
app-done-nothing = Нічого не змінено.
app-done-link-extended = Посилання має більше часу.
app-done-link-revoked = Посилання відкликано. Воно більше нічого не відчиняє.
app-done-link-queued = Воно в дорозі. Що з ним стане, видно під «Що надіслав Keylink».
app-done-device-freed = Посилання прийме інший пристрій.
app-trouble-not-found =
    .title = Тут нічого немає
    .message = Можливо, це вилучено або адреса неповна.
app-trouble-forbidden =
    .title = Це не дозволено
    .message = Нічого не змінено. Запитайте адміністратора своєї організації.
app-trouble-unfit =
    .title = Це більше не підходить
    .message = Нічого не змінено. Завантажте сторінку знову й погляньте, як є зараз.
app-trouble-too-often =
    .title = Надто часто за короткий час
    .message = Зачекайте хвилину і спробуйте ще раз.
app-trouble-not-now =
    .title = Зараз не вдалося
    .message = Нічого не змінено. Спробуйте ще раз за мить.
app-trouble-in-doubt =
    .title = Поки ніхто не знає
    .message = Це не підтверджено вчасно. Перш ніж пробувати знову, перевірте, чи це зроблено.
app-wrong-name = Напишіть опис до 120 знаків, одним рядком.
app-wrong-doors = Виберіть принаймні одні двері, якими ви можете ділитися.
app-wrong-start = Виберіть початок, що передує кінцю.
app-wrong-start-new = Виберіть початок, який ще настане й передує кінцю, або почніть зараз.
app-wrong-end = Виберіть кінець, який ще настане, після початку й у межах обмеження.
app-wrong-uses = Уведіть ціле число, 1 або більше, у межах обмеження.
app-wrong-pin = Уведіть від 4 до 8 цифр.
app-wrong-arrivals = Виберіть, як вас повідомити, або «Ніколи».
app-wrong-template = Цей шаблон більше не можна використати. Виберіть інший.
app-wrong-channel = Виберіть, як надіслати.
app-wrong-address = Перевірте адресу або номер: його немає або він не може бути правильним. Нічого не надіслано.
app-wrong-other = Не вдалося. Погляньте, як є зараз, і спробуйте ще раз.
