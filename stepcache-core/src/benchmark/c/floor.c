/*
 * What a program in C needs to hash the files of a directory and of all directories below it, with nothing but the system
 * calls that it takes: getdents, openat, read. No names are kept, nothing is sorted.
 *
 *     cc -O3 -pthread floor.c -lcrypto -o floor
 *     ./floor DIRECTORY THREADS
 *
 * Prints how many seconds that took, and all hashes combined by exclusive or. The work is done once before it is timed.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define LIST_SIZE (64 * 1024)
#define READ_SIZE (256 * 1024)
#define HASH_SIZE 32

/* A directory entry as getdents64 gives it. */
struct entry {
    unsigned long inode;
    long offset;
    unsigned short length;
    unsigned char type;
    char name[];
};

/* A directory that nobody has read yet. */
struct directory {
    struct directory *next;
    char path[];
};

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct directory *waiting;
static long unfinished; /* directories that wait or are being read */
static unsigned char combined[HASH_SIZE];
static EVP_MD *sha256;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static void add_directory(const char *parent, const char *name) {
    size_t size = strlen(parent) + strlen(name) + 2;
    struct directory *added = malloc(sizeof *added + size);
    if (!added) fail("malloc");
    snprintf(added->path, size, *parent ? "%s/%s" : "%s%s", parent, name);
    pthread_mutex_lock(&mutex);
    added->next = waiting;
    waiting = added;
    unfinished++;
    pthread_cond_signal(&changed);
    pthread_mutex_unlock(&mutex);
}

static struct directory *next_directory(void) {
    pthread_mutex_lock(&mutex);
    while (!waiting && unfinished > 0) pthread_cond_wait(&changed, &mutex);
    struct directory *next = waiting;
    if (next) waiting = next->next;
    pthread_mutex_unlock(&mutex);
    return next;
}

static void finish_directory(struct directory *done) {
    free(done);
    pthread_mutex_lock(&mutex);
    if (--unfinished == 0) pthread_cond_broadcast(&changed);
    pthread_mutex_unlock(&mutex);
}

static void hash_file(int directory, const char *name, EVP_MD_CTX *context, unsigned char *buffer, unsigned char *hashes) {
    unsigned char hash[HASH_SIZE];
    int file = openat(directory, name, O_RDONLY | O_CLOEXEC);
    if (file < 0) fail(name);
    EVP_DigestInit_ex2(context, sha256, NULL);
    ssize_t count;
    do { /* a file that fills less than the buffer ends there, which saves a call that would read nothing */
        count = read(file, buffer, READ_SIZE);
        if (count < 0) fail(name);
        EVP_DigestUpdate(context, buffer, count);
    } while (count == READ_SIZE);
    EVP_DigestFinal_ex(context, hash, NULL);
    close(file);
    for (int i = 0; i < HASH_SIZE; i++) hashes[i] ^= hash[i];
}

static void *hash_directories(void *unused) {
    char *list = malloc(LIST_SIZE);
    unsigned char *buffer = malloc(READ_SIZE);
    unsigned char hashes[HASH_SIZE] = {0};
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (!list || !buffer || !context) fail("malloc");
    for (struct directory *directory; (directory = next_directory());) {
        int opened = open(directory->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (opened < 0) fail(directory->path);
        for (long size; (size = syscall(SYS_getdents64, opened, list, LIST_SIZE)) != 0;) {
            if (size < 0) fail(directory->path);
            for (long at = 0; at < size;) {
                struct entry *entry = (struct entry *)(list + at);
                at += entry->length;
                if (entry->name[0] == '.') continue;
                if (entry->type == DT_DIR) add_directory(directory->path, entry->name);
                if (entry->type == DT_REG) hash_file(opened, entry->name, context, buffer, hashes);
            }
        }
        close(opened);
        finish_directory(directory);
    }
    pthread_mutex_lock(&mutex);
    for (int i = 0; i < HASH_SIZE; i++) combined[i] ^= hashes[i];
    pthread_mutex_unlock(&mutex);
    EVP_MD_CTX_free(context);
    free(buffer);
    free(list);
    return unused;
}

static double hash_tree(const char *root, int threads) {
    struct timespec start, end;
    pthread_t *workers = calloc(threads, sizeof *workers);
    memset(combined, 0, sizeof combined);
    clock_gettime(CLOCK_MONOTONIC, &start);
    add_directory("", root);
    for (int i = 0; i < threads; i++) pthread_create(&workers[i], NULL, hash_directories, NULL);
    for (int i = 0; i < threads; i++) pthread_join(workers[i], NULL);
    clock_gettime(CLOCK_MONOTONIC, &end);
    free(workers);
    return (end.tv_sec - start.tv_sec) + (end.tv_nsec - start.tv_nsec) / 1e9;
}

int main(int count, char **arguments) {
    if (count != 3 || atoi(arguments[2]) < 1) {
        fprintf(stderr, "usage: floor DIRECTORY THREADS\n");
        return 2;
    }
    sha256 = EVP_MD_fetch(NULL, "SHA256", NULL);
    hash_tree(arguments[1], atoi(arguments[2]));
    printf("%.9f ", hash_tree(arguments[1], atoi(arguments[2])));
    for (int i = 0; i < HASH_SIZE; i++) printf("%02x", combined[i]);
    printf("\n");
    return 0;
}
