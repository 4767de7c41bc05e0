/* powercut: a layer under a program that remembers what a power cut would forget.
 *
 * Loaded with LD_PRELOAD, it stands between the program and the C library and watches the files
 * under one folder. The program runs unchanged, and everything it writes reaches the files as ever.
 * Beside that, the layer keeps for each file what was there before each write since the last fsync,
 * so that whoever kills the program can put the files into a state in which a real power cut could
 * have left them (crates/torture/src/powercut.rs does).
 *
 * Three variables of the environment, all but the first optional:
 *
 *   POWERCUT_FOLDER           the folder to watch, as an absolute path without symbolic links
 *   POWERCUT_SHADOW           where the records go: a folder on the same file system, not inside
 *                             the watched one. Without it nothing is kept, and each fsync is real.
 *                             With it the real fsync is left out: the record stands for the disk.
 *   POWERCUT_FSYNC_DELAY_MS   so long does each fsync of a watched file take longer (2.5 is possible):
 *                             a slow SD card. Works alone, for benchmarks: real fsyncs, and the delay.
 *
 *   cc -shared -fPIC -O2 -o powercut.so powercut.c
 *   LD_PRELOAD=$PWD/powercut.so POWERCUT_FOLDER=/srv/data POWERCUT_FSYNC_DELAY_MS=5 keylink serve ...
 *
 * Records, in the shadow folder:
 *
 *   file-INODE   binary: one `struct record` after the other, each followed by the old and the new
 *                bytes. A record is written before the write it is about.
 *   dir-INODE    text, one line per change of a folder: create, link, unlink, rename, sync
 *   kept-N       a second name for a file that was unlinked or written over by a rename
 *
 * Files that end in -shm (SQLite's shared memory) are no part of what a disk keeps; they are left
 * alone. What the layer cannot follow (writable shared mappings) it does not let pass: it says so
 * and ends the program, so that its word can be relied on.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define FDS 65536
#define FILES 256
#define SHM "-shm"

enum kind { WRITE = 1, LENGTH = 2, SYNC = 3 };

/* Fixed width and little-endian as the machine is: it is read on the same machine. */
struct record {
    uint64_t kind;
    uint64_t offset;     /* WRITE: where. LENGTH: the new length. SYNC: what of this record is durable */
    uint64_t length;     /* the file's length before */
    uint64_t old_bytes;  /* how many bytes of before follow */
    uint64_t new_bytes;  /* how many bytes of after follow those */
};

struct watched {
    ino_t inode;
    dev_t device;
    int is_folder;
    int record;      /* the record's descriptor, or -1 */
    int reading;     /* to read what was there before; never closed, as that would drop SQLite's locks */
    uint64_t end;    /* the record's length */
};

/* What is known of a descriptor: 0 nothing yet, 1 not watched, n + 2 is files[n]. */
static _Atomic short known[FDS];
static struct watched files[FILES];
static int files_count;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

static char folder[PATH_MAX];
static size_t folder_length;
static const char *shadow;
static struct timespec delay;
static int is_delayed;
static atomic_int kept_count;

#define REAL(name) __typeof__(&name) real_##name
static REAL(open);
static REAL(openat);
static REAL(close);
static REAL(dup2);
static REAL(dup3);
static REAL(write);
static REAL(pwrite);
static REAL(writev);
static REAL(pwritev);
static REAL(ftruncate);
static REAL(posix_fallocate);
static REAL(fallocate);
static REAL(fsync);
static REAL(fdatasync);
static REAL(unlink);
static REAL(unlinkat);
static REAL(rename);
static REAL(renameat);
static REAL(link);
static REAL(linkat);
static REAL(mmap);

static void die(const char *why) {
    dprintf(STDERR_FILENO, "powercut: %s (%s)\n", why, strerror(errno));
    abort();
}

static void *find(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) die(name);
    return found;
}

static void find_real(void) {
    static atomic_int done;
    if (atomic_load(&done)) return;
    real_open = find("open");
    real_openat = find("openat");
    real_close = find("close");
    real_dup2 = find("dup2");
    real_dup3 = find("dup3");
    real_write = find("write");
    real_pwrite = find("pwrite");
    real_writev = find("writev");
    real_pwritev = find("pwritev");
    real_ftruncate = find("ftruncate");
    real_posix_fallocate = find("posix_fallocate");
    real_fallocate = find("fallocate");
    real_fsync = find("fsync");
    real_fdatasync = find("fdatasync");
    real_unlink = find("unlink");
    real_unlinkat = find("unlinkat");
    real_rename = find("rename");
    real_renameat = find("renameat");
    real_link = find("link");
    real_linkat = find("linkat");
    real_mmap = find("mmap");
    atomic_store(&done, 1);
}

__attribute__((constructor)) static void begin(void) {
    find_real();
    const char *wanted = getenv("POWERCUT_FOLDER");
    if (!wanted || !*wanted) return;
    if (snprintf(folder, sizeof folder, "%s", wanted) >= (int)sizeof folder) die("POWERCUT_FOLDER is too long");
    folder_length = strlen(folder);
    while (folder_length > 1 && folder[folder_length - 1] == '/') folder[--folder_length] = 0;
    shadow = getenv("POWERCUT_SHADOW");
    if (shadow && !*shadow) shadow = NULL;
    const char *text = getenv("POWERCUT_FSYNC_DELAY_MS");
    double ms = text ? atof(text) : 0;
    if (ms > 0) {
        is_delayed = 1;
        delay.tv_sec = (time_t)(ms / 1000);
        delay.tv_nsec = (long)((ms - delay.tv_sec * 1000.0) * 1e6);
    }
}

/* ---- which descriptors are watched ---- */

static int is_inside(const char *path) {
    size_t length = strlen(path);
    if (!folder_length || strncmp(path, folder, folder_length) || (path[folder_length] && path[folder_length] != '/'))
        return 0;
    size_t tail = strlen(SHM);
    return length < tail || strcmp(path + length - tail, SHM) != 0;
}

static int open_record(const struct stat *about, int is_folder) {
    char path[PATH_MAX];
    if (!shadow) return -1;
    snprintf(path, sizeof path, "%s/%s-%llu", shadow, is_folder ? "dir" : "file", (unsigned long long)about->st_ino);
    int record = real_open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (record < 0) die("a record cannot be opened");
    return record;
}

/* Called with the turn held. */
static int watch(const struct stat *about, const char *path) {
    for (int n = 0; n < files_count; n++)
        if (files[n].inode == about->st_ino && files[n].device == about->st_dev) return n;
    if (files_count == FILES) die("more files than can be watched");
    struct watched *new = &files[files_count];
    new->inode = about->st_ino;
    new->device = about->st_dev;
    new->is_folder = S_ISDIR(about->st_mode);
    new->record = open_record(about, new->is_folder);
    new->end = new->record < 0 ? 0 : (uint64_t)lseek(new->record, 0, SEEK_END);
    new->reading = new->is_folder || !shadow ? -1 : real_open(path, O_RDONLY | O_CLOEXEC);
    if (!new->is_folder && shadow && new->reading < 0) die("a watched file cannot be read");
    return files_count++;
}

/* The watched file behind a descriptor, or NULL. */
static struct watched *behind(int fd) {
    find_real();
    if (!folder_length || fd < 0 || fd >= FDS) return NULL;
    short what = atomic_load(&known[fd]);
    if (what == 1) return NULL;
    if (what > 1) return &files[what - 2];
    int saved = errno;
    struct stat about;
    char name[64], path[PATH_MAX];
    struct watched *found = NULL;
    if (fstat(fd, &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode))) {
        snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
        ssize_t length = readlink(name, path, sizeof path - 1);
        if (length > 0) {
            path[length] = 0;
            if (is_inside(path)) {
                pthread_mutex_lock(&turn);
                int n = watch(&about, path);
                pthread_mutex_unlock(&turn);
                atomic_store(&known[fd], (short)(n + 2));
                found = &files[n];
            }
        }
    }
    if (!found) atomic_store(&known[fd], 1);
    errno = saved;
    return found;
}

static void forget(int fd) {
    find_real();
    if (fd >= 0 && fd < FDS) atomic_store(&known[fd], 0);
}

/* ---- records; all of these with the turn held ---- */

static void append(struct watched *file, const struct record *head, const void *old, const struct iovec *new, int parts) {
    struct iovec all[IOV_MAX];
    if (parts + 2 > (int)(sizeof all / sizeof *all)) die("a write in too many parts");
    all[0] = (struct iovec){(void *)head, sizeof *head};
    all[1] = (struct iovec){(void *)old, head->old_bytes};
    size_t whole = sizeof *head + head->old_bytes;
    for (int i = 0; i < parts; i++) {
        all[2 + i] = new[i];
        whole += new[i].iov_len;
    }
    if (real_writev(file->record, all, 2 + parts) != (ssize_t)whole) die("a record cannot be written");
    file->end += whole;
}

static uint64_t length_of(const struct watched *file) {
    struct stat about;
    if (fstat(file->reading, &about) != 0) die("a watched file has no length");
    return (uint64_t)about.st_size;
}

/* The bytes that are there now, at most `count` of them. */
static void *before(const struct watched *file, uint64_t offset, uint64_t count, uint64_t length, uint64_t *got) {
    *got = offset >= length ? 0 : (count < length - offset ? count : length - offset);
    if (*got == 0) return NULL;
    char *old = malloc(*got);
    if (!old) die("no memory");
    for (uint64_t done = 0; done < *got;) {
        ssize_t part = pread(file->reading, old + done, *got - done, (off_t)(offset + done));
        if (part <= 0) die("a watched file cannot be read");
        done += (uint64_t)part;
    }
    return old;
}

static void note_write(struct watched *file, uint64_t offset, const struct iovec *parts, int count) {
    uint64_t bytes = 0;
    for (int i = 0; i < count; i++) bytes += parts[i].iov_len;
    struct record head = {WRITE, offset, length_of(file), 0, bytes};
    void *old = before(file, offset, bytes, head.length, &head.old_bytes);
    append(file, &head, old, parts, count);
    free(old);
}

static void note_length(struct watched *file, uint64_t length) {
    struct record head = {LENGTH, length, length_of(file), 0, 0};
    void *old = before(file, length, head.length > length ? head.length - length : 0, head.length, &head.old_bytes);
    append(file, &head, old, NULL, 0);
    free(old);
}

static void say(struct watched *in, const char *format, ...) {
    char line[3 * PATH_MAX];
    va_list values;
    va_start(values, format);
    int length = vsnprintf(line, sizeof line, format, values);
    va_end(values);
    if (length < 0 || length >= (int)sizeof line) die("a name is too long");
    if (real_write(in->record, line, (size_t)length) != length) die("a record cannot be written");
}

/* ---- writes ---- */

static uint64_t place(int fd, const struct watched *file) {
    if (fcntl(fd, F_GETFL) & O_APPEND) return length_of(file);
    return (uint64_t)lseek(fd, 0, SEEK_CUR);
}

static int is_kept(const struct watched *file) {
    return file && !file->is_folder && file->record >= 0;
}

ssize_t write(int fd, const void *bytes, size_t count) {
    struct watched *file = behind(fd);
    if (!is_kept(file)) return real_write(fd, bytes, count);
    struct iovec part = {(void *)bytes, count};
    pthread_mutex_lock(&turn);
    note_write(file, place(fd, file), &part, 1);
    ssize_t done = real_write(fd, bytes, count);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwrite(int fd, const void *bytes, size_t count, off_t offset) {
    struct watched *file = behind(fd);
    if (!is_kept(file)) return real_pwrite(fd, bytes, count, offset);
    struct iovec part = {(void *)bytes, count};
    pthread_mutex_lock(&turn);
    note_write(file, (uint64_t)offset, &part, 1);
    ssize_t done = real_pwrite(fd, bytes, count, offset);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t writev(int fd, const struct iovec *parts, int count) {
    struct watched *file = behind(fd);
    if (!is_kept(file)) return real_writev(fd, parts, count);
    pthread_mutex_lock(&turn);
    note_write(file, place(fd, file), parts, count);
    ssize_t done = real_writev(fd, parts, count);
    pthread_mutex_unlock(&turn);
    return done;
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    struct watched *file = behind(fd);
    if (!is_kept(file)) return real_pwritev(fd, parts, count, offset);
    pthread_mutex_lock(&turn);
    note_write(file, (uint64_t)offset, parts, count);
    ssize_t done = real_pwritev(fd, parts, count, offset);
    pthread_mutex_unlock(&turn);
    return done;
}

int ftruncate(int fd, off_t length) {
    struct watched *file = behind(fd);
    if (!is_kept(file)) return real_ftruncate(fd, length);
    pthread_mutex_lock(&turn);
    note_length(file, (uint64_t)length);
    int done = real_ftruncate(fd, length);
    pthread_mutex_unlock(&turn);
    return done;
}

int posix_fallocate(int fd, off_t offset, off_t count) {
    struct watched *file = behind(fd);
    if (!is_kept(file)) return real_posix_fallocate(fd, offset, count);
    pthread_mutex_lock(&turn);
    if ((uint64_t)(offset + count) > length_of(file)) note_length(file, (uint64_t)(offset + count));
    int done = real_posix_fallocate(fd, offset, count);
    pthread_mutex_unlock(&turn);
    return done;
}

int fallocate(int fd, int mode, off_t offset, off_t count) {
    struct watched *file = behind(fd);
    if (!is_kept(file)) return real_fallocate(fd, mode, offset, count);
    if (mode != 0) {
        errno = EOPNOTSUPP;
        return -1;
    }
    pthread_mutex_lock(&turn);
    if ((uint64_t)(offset + count) > length_of(file)) note_length(file, (uint64_t)(offset + count));
    int done = real_fallocate(fd, mode, offset, count);
    pthread_mutex_unlock(&turn);
    return done;
}

/* Callers fall back to plain writes. */
ssize_t copy_file_range(int from, off_t *from_at, int to, off_t *to_at, size_t count, unsigned int flags) {
    __typeof__(&copy_file_range) real = find("copy_file_range");
    if (!is_kept(behind(to))) return real(from, from_at, to, to_at, count, flags);
    errno = ENOSYS;
    return -1;
}

void *mmap(void *at, size_t length, int protection, int flags, int fd, off_t offset) {
    find_real();
    int writes = (flags & MAP_SHARED) && (protection & PROT_WRITE) && !(flags & MAP_ANONYMOUS);
    if (writes && is_kept(behind(fd))) die("a watched file is mapped for writing, which cannot be followed");
    return real_mmap(at, length, protection, flags, fd, offset);
}

/* ---- fsync ---- */

static int sync_it(int fd, int (*real)(int)) {
    struct watched *file = behind(fd);
    if (!file) return real(fd);
    pthread_mutex_lock(&turn);
    uint64_t durable = file->end;
    pthread_mutex_unlock(&turn);
    if (is_delayed) nanosleep(&delay, NULL);
    if (file->record < 0) return real(fd);
    pthread_mutex_lock(&turn);
    if (file->is_folder) {
        say(file, "sync\n");
    } else if (durable == file->end) {
        if (real_ftruncate(file->record, 0) != 0) die("a record cannot be emptied");
        file->end = 0;
    } else {
        /* What was written while this fsync ran is not covered by it. */
        struct record head = {SYNC, durable, length_of(file), 0, 0};
        append(file, &head, NULL, NULL, 0);
    }
    pthread_mutex_unlock(&turn);
    return 0;
}

int fsync(int fd) {
    find_real();
    return sync_it(fd, real_fsync);
}

int fdatasync(int fd) {
    find_real();
    return sync_it(fd, real_fdatasync);
}

/* ---- names ---- */

/* The watched folder that `path` is in, and its name there; NULL where it is not watched. */
static struct watched *home_of(int at, const char *path, char *name) {
    char whole[2 * PATH_MAX], real[PATH_MAX];
    find_real();
    if (!folder_length || !shadow || strlen(path) >= PATH_MAX) return NULL;
    if (path[0] == '/' || at == AT_FDCWD) {
        snprintf(whole, sizeof whole, "%s", path);
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", at);
        ssize_t length = readlink(link, real, sizeof real - 1);
        if (length <= 0) return NULL;
        real[length] = 0;
        snprintf(whole, sizeof whole, "%s/%s", real, path);
    }
    char *slash = strrchr(whole, '/');
    const char *last = slash ? slash + 1 : whole;
    if (strlen(last) > NAME_MAX) return NULL;
    memcpy(name, last, strlen(last) + 1);
    if (slash == whole) return NULL;
    if (slash) *slash = 0;
    struct stat about;
    if (!realpath(slash ? whole : ".", real) || !is_inside(real) || stat(real, &about) != 0) return NULL;
    size_t length = strlen(name), tail = strlen(SHM);
    if (length >= tail && strcmp(name + length - tail, SHM) == 0) return NULL;
    pthread_mutex_lock(&turn);
    struct watched *found = &files[watch(&about, real)];
    pthread_mutex_unlock(&turn);
    return found;
}

/* A second name for a file that is about to lose its own. */
static int keep(int at, const char *path, char *kept) {
    char to[PATH_MAX];
    do {
        snprintf(kept, 64, "kept-%d-%d", (int)getpid(), atomic_fetch_add(&kept_count, 1));
        snprintf(to, sizeof to, "%s/%s", shadow, kept);
    } while (real_linkat(at, path, AT_FDCWD, to, 0) != 0 && errno == EEXIST);
    return access(to, F_OK) == 0;
}

static int opened(int at, const char *path, int flags, mode_t mode) {
    char name[NAME_MAX + 1];
    find_real();
    struct watched *home = (flags & (O_CREAT | O_TRUNC)) ? home_of(at, path, name) : NULL;
    if (!home) {
        int fd = real_openat(at, path, flags, mode);
        forget(fd);
        return fd;
    }
    int is_new = faccessat(at, path, F_OK, 0) != 0;
    pthread_mutex_lock(&turn);
    if (is_new && (flags & O_CREAT)) say(home, "create\t%s\n", name);
    pthread_mutex_unlock(&turn);
    int fd = real_openat(at, path, flags & ~O_TRUNC, mode);
    forget(fd);
    if (fd >= 0 && (flags & O_TRUNC) && !is_new && ftruncate(fd, 0) != 0) {
        real_close(fd);
        return -1;
    }
    return fd;
}

#define MODE(flags, last)                                                  \
    mode_t mode = 0;                                                       \
    if ((flags) & (O_CREAT | O_TMPFILE)) {                                 \
        va_list values;                                                    \
        va_start(values, last);                                            \
        mode = va_arg(values, mode_t);                                     \
        va_end(values);                                                    \
    }

int open(const char *path, int flags, ...) {
    MODE(flags, flags)
    return opened(AT_FDCWD, path, flags, mode);
}

int openat(int at, const char *path, int flags, ...) {
    MODE(flags, flags)
    return opened(at, path, flags, mode);
}

int creat(const char *path, mode_t mode) {
    return opened(AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

int close(int fd) {
    forget(fd);
    return real_close(fd);
}

int dup2(int from, int to) {
    forget(to);
    return real_dup2(from, to);
}

int dup3(int from, int to, int flags) {
    forget(to);
    return real_dup3(from, to, flags);
}

static int unlinked(int at, const char *path, int flags) {
    char name[NAME_MAX + 1], kept[64];
    struct watched *home = flags & AT_REMOVEDIR ? NULL : home_of(at, path, name);
    if (home && keep(at, path, kept)) {
        pthread_mutex_lock(&turn);
        say(home, "unlink\t%s\t%s\n", name, kept);
        pthread_mutex_unlock(&turn);
    }
    return real_unlinkat(at, path, flags);
}

int unlink(const char *path) {
    return unlinked(AT_FDCWD, path, 0);
}

int unlinkat(int at, const char *path, int flags) {
    find_real();
    return unlinked(at, path, flags);
}

static int linked(int from_at, const char *from, int to_at, const char *to, int flags) {
    char name[NAME_MAX + 1];
    struct watched *home = home_of(to_at, to, name);
    if (home && faccessat(to_at, to, F_OK, 0) != 0) {
        pthread_mutex_lock(&turn);
        say(home, "link\t%s\n", name);
        pthread_mutex_unlock(&turn);
    }
    return real_linkat(from_at, from, to_at, to, flags);
}

int link(const char *from, const char *to) {
    find_real();
    return linked(AT_FDCWD, from, AT_FDCWD, to, 0);
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
    find_real();
    return linked(from_at, from, to_at, to, flags);
}

static int renamed(int from_at, const char *from, int to_at, const char *to) {
    char name[NAME_MAX + 1], new_name[NAME_MAX + 1], kept[64] = "-";
    struct watched *home = home_of(from_at, from, name), *new_home = home_of(to_at, to, new_name);
    if (home != new_home) die("a file is moved between folders, which cannot be followed");
    if (home && faccessat(from_at, from, F_OK, 0) == 0) {
        if (!keep(to_at, to, kept)) snprintf(kept, sizeof kept, "-");
        pthread_mutex_lock(&turn);
        say(home, "rename\t%s\t%s\t%s\n", name, new_name, kept);
        pthread_mutex_unlock(&turn);
    }
    return real_renameat(from_at, from, to_at, to);
}

int rename(const char *from, const char *to) {
    return renamed(AT_FDCWD, from, AT_FDCWD, to);
}

int renameat(int from_at, const char *from, int to_at, const char *to) {
    return renamed(from_at, from, to_at, to);
}

int renameat2(int from_at, const char *from, int to_at, const char *to, unsigned int flags) {
    char name[NAME_MAX + 1];
    __typeof__(&renameat2) real = find("renameat2");
    if (flags == 0) return renamed(from_at, from, to_at, to);
    if (home_of(from_at, from, name) || home_of(to_at, to, name)) die("a rename of a kind that cannot be followed");
    return real(from_at, from, to_at, to, flags);
}

/* On 64 bits these are the same calls under another name. */
#define SAME(name) __attribute__((alias(#name)))
#if __SIZEOF_POINTER__ == 8
int open64(const char *path, int flags, ...) SAME(open);
int openat64(int at, const char *path, int flags, ...) SAME(openat);
int creat64(const char *path, mode_t mode) SAME(creat);
ssize_t pwrite64(int fd, const void *bytes, size_t count, off_t offset) SAME(pwrite);
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off_t offset) SAME(pwritev);
int ftruncate64(int fd, off_t length) SAME(ftruncate);
int posix_fallocate64(int fd, off_t offset, off_t count) SAME(posix_fallocate);
int fallocate64(int fd, int mode, off_t offset, off_t count) SAME(fallocate);
void *mmap64(void *at, size_t length, int protection, int flags, int fd, off_t offset) SAME(mmap);
#else
#error "powercut follows 64-bit programs only"
#endif
