package io.github.stepcache.fingerprint;

/**
 * A directory that was searched for inputs. As long as its stamp is the same, the same names are in it.
 *
 * @param key its key
 * @param own whether the step may write into it
 * @param holdsTheManifest whether the cache writes into it
 * @param stamp its stamp, alone
 */
record SearchedDirectory(String key, boolean own, boolean holdsTheManifest, FileStamps stamp) {}
