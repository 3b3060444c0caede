/*
 * Preloaded into a process: counts its fsync and fdatasync and makes each as much slower as it is told, as a stand-in for an SD
 * card. The file named by SLOW_SYNC_FILE holds two 64-bit numbers in the machine's order: the nanoseconds that each sync takes
 * longer, written by the benchmark, and the syncs so far, written here.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

enum { LONGER_NANOS, SYNCS, NUMBERS };

static const int64_t NANOS_A_SECOND = 1000000000;
static volatile int64_t *shared;

__attribute__((constructor)) static void share(void) {
    const char *name = getenv("SLOW_SYNC_FILE");
    int file = name ? open(name, O_RDWR | O_CLOEXEC) : -1;
    if (file < 0) {
        return;
    }
    void *at = mmap(NULL, NUMBERS * sizeof(int64_t), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    shared = at == MAP_FAILED ? NULL : at;
}

static int slowly(const char *name, int file) {
    if (shared) {
        int64_t longer = shared[LONGER_NANOS];
        struct timespec pause = {longer / NANOS_A_SECOND, longer % NANOS_A_SECOND};
        nanosleep(&pause, NULL);
        __atomic_add_fetch(&shared[SYNCS], 1, __ATOMIC_RELAXED);
    }
    int (*real)(int) = (int (*)(int)) dlsym(RTLD_NEXT, name);
    return real(file);
}

int fsync(int file) {
    return slowly("fsync", file);
}

int fdatasync(int file) {
    return slowly("fdatasync", file);
}
